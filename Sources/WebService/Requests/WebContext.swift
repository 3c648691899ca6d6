import Hummingbird
import NIOCore

/// What is known of a request besides its text: who is at the other end.
struct WebContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let peer: SocketAddress?
    let connection: Connection

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress
        connection = Connection(source.channel)
    }
}
