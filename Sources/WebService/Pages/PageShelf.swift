import HTTPTypes
import Hummingbird
import Pages

/// The files of the pages. A browser keeps them, asks each time whether they are still the same, and mostly hears yes.
struct PageShelf: Sendable {
    private struct Sheet: Sendable {
        let file: PageFile
        /// Changes with the content (RFC 9110 section 8.8.3).
        let tag: String
    }

    private let sheets: [String: Sheet]

    /// - Parameter isDemonstration: the two pages load the module of the demonstration as well.
    init(isDemonstration: Bool = false) {
        let files = PageFile.all.map { file in
            guard isDemonstration, ["/", "/kiosk"].contains(file.path) else { return file }
            return PageFile(path: file.path, type: file.type, bytes: Demonstration.dressed(file.bytes))
        }
        sheets = Dictionary(
            files.map { ($0.path, Sheet(file: $0, tag: EntityTag.strong($0.bytes))) },
            uniquingKeysWith: { first, _ in first })
    }

    func answer(_ ask: Ask) throws -> Response {
        let path = ask.operation == .kioskPage ? "/kiosk" : ask.request.uri.path
        guard let sheet = sheets[path] else { throw Refused(.notFound) }
        var headers: HTTPFields = [.eTag: sheet.tag, .cacheControl: "public, max-age=0, must-revalidate"]
        if ask.has(sheet.tag) {
            return Response(status: .notModified, headers: headers)
        }
        headers[.contentType] = sheet.file.type
        return Response(
            status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: sheet.file.bytes)))
    }
}
