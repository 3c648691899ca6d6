/// One file of the pages, as it goes to a browser.
public struct PageFile: Sendable {
    /// The path that it is served under, such as `/assets/app.js`.
    public let path: String
    /// The media type with its character set.
    public let type: String
    public let bytes: [UInt8]

    public init(path: String, type: String, bytes: [UInt8]) { (self.path, self.type, self.bytes) = (path, type, bytes) }

    public static let all: [PageFile] = [
        PageFile(path: "/", type: "text/html; charset=utf-8", bytes: PackageResources.index_html),
        PageFile(path: "/kiosk", type: "text/html; charset=utf-8", bytes: PackageResources.kiosk_html),
    ]
}
