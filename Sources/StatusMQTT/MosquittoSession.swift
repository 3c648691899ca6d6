import CMosquitto
import Foundation
import GateControl
import Glibc
import LibraryModel

/// One connection to a broker, from its beginning to its end. It belongs to the thread that made it and never waits, apart
/// from looking up the host's name.
@safe struct MosquittoSession: ~Copyable {
    /// The broker counts a board as gone after one and a half times this without a sign of life (MQTT 5 section 3.1.2.10).
    static let keepAlive: Int32 = 15

    /// Told by the library's callbacks, which it calls from within ``step()`` only.
    private final class News {
        var isOpen = false
        /// Of messages that the broker has not confirmed yet.
        var unconfirmed: Set<Int32> = []
        var trouble: String?
        /// What the account may not say.
        var refusal: String?
    }

    private let handle: OpaquePointer
    private let news: News

    /// Once for the whole program: the library says that threads must not do so at the same time (mosquitto.h).
    private static let isReady = mosquitto_lib_init() == Int32(MOSQ_ERR_SUCCESS.rawValue)

    private init(called name: String) throws(BrokerError) {
        guard Self.isReady else { throw BrokerError(call: "prepare a connection", words: "the library cannot begin") }
        let news = News()
        guard let made = unsafe mosquitto_new(name, true, Unmanaged.passUnretained(news).toOpaque()) else {
            throw BrokerError(call: "prepare a connection", words: "there is no memory")
        }
        unsafe handle = made
        self.news = news
    }

    deinit { unsafe mosquitto_destroy(handle) }

    /// Begins to connect. `will` is what the broker says when the connection ends without a word.
    static func begin(
        to settings: MQTTSettings, called name: String, will: Message
    ) throws(BrokerError) -> MosquittoSession {
        let session = try MosquittoSession(called: name)
        try session.prepare(settings, will)
        try session.check(
            unsafe mosquitto_connect_async(session.handle, settings.host, Int32(settings.port), keepAlive),
            "connect to \(settings.host):\(settings.port)")
        return session
    }

    private func prepare(_ settings: MQTTSettings, _ will: Message) throws(BrokerError) {
        try check(unsafe mosquitto_int_option(handle, MOSQ_OPT_PROTOCOL_VERSION, MQTT_PROTOCOL_V5), "speak MQTT 5")
        try check(
            unsafe mosquitto_will_set(
                handle, will.topic, Int32(will.payload.utf8.count), will.payload, 1, will.isRetained), "leave a will")
        if let user = settings.user {
            let password = try settings.passwordFile.map { path throws(BrokerError) in try Self.password(in: path) }
            try check(unsafe mosquitto_username_pw_set(handle, user, password), "name the account")
        }
        if let authorities = settings.authorityFile {
            try check(unsafe mosquitto_tls_set(handle, authorities, nil, nil, nil, nil), "read \(authorities)")
        }
        listen()
    }

    /// The broker has let us in.
    var isOpen: Bool { news.isOpen }
    /// How many messages the broker has not confirmed yet.
    var unconfirmed: Int { news.unconfirmed.count }
    /// What the broker said when it refused a message.
    var refusal: String? { news.refusal }
    /// What to poll; -1 for nothing.
    var descriptor: Int32 { unsafe mosquitto_socket(handle) }
    var wantsWrite: Bool { unsafe mosquitto_want_write(handle) }

    /// Does what can be done now without waiting.
    func step() throws(BrokerError) {
        let result = unsafe mosquitto_loop(handle, 0, 1)
        if let trouble = news.trouble { throw BrokerError(call: "talk to the broker", words: trouble) }
        try check(result, "talk to the broker")
    }

    func publish(_ message: Message) throws(BrokerError) {
        var properties: OpaquePointer?
        defer { unsafe mosquitto_property_free_all(&properties) }
        if let life = message.life {
            let seconds = UInt32(clamping: life.components.seconds)
            try check(
                unsafe mosquitto_property_add_int32(&properties, Int32(MQTT_PROP_MESSAGE_EXPIRY_INTERVAL.rawValue), seconds),
                "limit a message's life")
        }
        var number: Int32 = 0
        try check(
            unsafe mosquitto_publish_v5(
                handle, &number, message.topic, Int32(message.payload.utf8.count), message.payload, 1, message.isRetained,
                properties), "publish \(message.topic)")
        news.unconfirmed.insert(number)
    }

    /// Ends in good order: the broker forgets the will.
    func leave() { _ = unsafe mosquitto_disconnect(handle) }

    private func listen() {
        unsafe mosquitto_connect_v5_callback_set(handle) { _, object, reason, _, _ in
            let news = unsafe MosquittoSession.news(object)
            news?.isOpen = reason == 0
            if reason != 0 { news?.trouble = MosquittoSession.words(ofReason: reason) }
        }
        unsafe mosquitto_disconnect_v5_callback_set(handle) { _, object, reason, _ in
            let news = unsafe MosquittoSession.news(object)
            news?.isOpen = false
            if reason != 0 { news?.trouble = news?.trouble ?? MosquittoSession.words(ofReason: reason) }
        }
        unsafe mosquitto_publish_v5_callback_set(handle) { _, object, number, reason, _ in
            let news = unsafe MosquittoSession.news(object)
            news?.unconfirmed.remove(number)
            if reason >= 128 { news?.refusal = MosquittoSession.words(ofReason: reason) }
        }
    }

    @unsafe private static func news(_ object: UnsafeMutableRawPointer?) -> News? {
        unsafe object.map { unsafe Unmanaged<News>.fromOpaque($0).takeUnretainedValue() }
    }

    /// The library numbers its own errors below 128 and hands on the reasons of MQTT 5 (section 2.4) from there.
    private static func words(ofReason reason: Int32) -> String {
        unsafe String(cString: reason >= 128 ? mosquitto_reason_string(reason) : mosquitto_strerror(reason))
    }

    private func check(_ result: Int32, _ call: String) throws(BrokerError) {
        guard result != Int32(MOSQ_ERR_SUCCESS.rawValue) else { return }
        let code = errno
        let isSystem = result == Int32(MOSQ_ERR_ERRNO.rawValue)
        throw BrokerError(call: call, words: isSystem ? unsafe String(cString: strerror(code)) : Self.words(ofReason: result))
    }

    private static func password(in path: String) throws(BrokerError) -> String {
        guard let bytes = FileManager.default.contents(atPath: path), let text = String(bytes: bytes, encoding: .utf8),
            let line = text.split(whereSeparator: \.isNewline).first
        else { throw BrokerError(call: "read \(path)", words: "there is no password in it, or it cannot be read") }
        return String(line)
    }
}
