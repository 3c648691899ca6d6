import NIOCore

/// The connection that a request came by.
struct Connection: Sendable {
    private let channel: any Channel

    init(_ channel: any Channel) { self.channel = channel }

    /// For an answer that goes on: little is kept for a client that does not read, so that it is noticed early.
    func prepareForStream(patience: Duration) async {
        try? await channel.setOption(ChannelOptions.socketOption(.so_sndbuf), value: .init(WebLimits.streamBytes)).get()
        let mark = ChannelOptions.Types.WriteBufferWaterMark(low: WebLimits.streamBytes / 2, high: WebLimits.streamBytes)
        try? await channel.setOption(ChannelOptions.writeBufferWaterMark, value: mark).get()
        // The kernel gives up a peer that acknowledges nothing, such as one whose cable was pulled (tcp(7)).
        let acknowledged = ChannelOptions.tcpOption(.init(rawValue: 18 /* TCP_USER_TIMEOUT */))
        try? await channel.setOption(acknowledged, value: .init(patience.milliseconds)).get()
    }

    /// Ends it at once, whatever is still to be sent.
    func cut() { channel.close(promise: nil) }
}
