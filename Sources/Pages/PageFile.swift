/// One file of the pages, as it goes to a browser.
public struct PageFile: Sendable {
    /// The path that it is served under, such as `/assets/app.js`.
    public let path: String
    /// The media type with its character set.
    public let type: String
    public let bytes: [UInt8]

    public init(path: String, type: String, bytes: [UInt8]) { (self.path, self.type, self.bytes) = (path, type, bytes) }

    /// Every file of the pages. `/kiosk` is the page of every lane: `/kiosk/LANE` answers with it.
    public static let all: [PageFile] = [
        PageFile(path: "/", type: html, bytes: PackageResources.index_html),
        PageFile(path: "/kiosk", type: html, bytes: PackageResources.kiosk_html),
        PageFile(path: "/now", type: html, bytes: PackageResources.now_html),
        PageFile(path: "/sw.js", type: script, bytes: PackageResources.sw_js),
        PageFile(
            path: "/manifest.webmanifest", type: "application/manifest+json", bytes: PackageResources.manifest_webmanifest),
        PageFile(path: "/icon.svg", type: "image/svg+xml", bytes: PackageResources.icon_svg),
        // Apple's phones take no drawing for their home screen.
        PageFile(path: "/assets/icon-180.png", type: "image/png", bytes: PackageResources.icon_180_png),
        PageFile(path: "/assets/style.css", type: style, bytes: PackageResources.style_css),
        PageFile(path: "/assets/kiosk.css", type: style, bytes: PackageResources.kiosk_css),
        PageFile(path: "/assets/now.css", type: style, bytes: PackageResources.now_css),
        module("api", PackageResources.api_js),
        module("app", PackageResources.app_js),
        module("book", PackageResources.book_js),
        module("bookings", PackageResources.bookings_js),
        module("chart", PackageResources.chart_js),
        module("clock", PackageResources.clock_js),
        module("dom", PackageResources.dom_js),
        module("events", PackageResources.events_js),
        module("kiosk", PackageResources.kiosk_js),
        module("kiosk-code", PackageResources.kiosk_code_js),
        module("kiosk-paint", PackageResources.kiosk_paint_js),
        module("kiosk-sound", PackageResources.kiosk_sound_js),
        module("kiosk-use", PackageResources.kiosk_use_js),
        module("kiosk-view", PackageResources.kiosk_view_js),
        module("location", PackageResources.location_js),
        module("now", PackageResources.now_js),
        module("pass", PackageResources.pass_js),
        module("password", PackageResources.password_js),
        module("records", PackageResources.records_js),
        module("sign-in", PackageResources.sign_in_js),
        module("words", PackageResources.words_js),
        PageFile(path: "/desk", type: html, bytes: PackageResources.desk_html),
        PageFile(path: "/assets/desk.css", type: style, bytes: PackageResources.desk_css),
        PageFile(path: "/assets/desk-plot.css", type: style, bytes: PackageResources.desk_plot_css),
        PageFile(path: "/assets/desk-print.css", type: style, bytes: PackageResources.desk_print_css),
        module("desk", PackageResources.desk_js),
        module("desk-act", PackageResources.desk_act_js),
        module("desk-file", PackageResources.desk_file_js),
        module("desk-inside", PackageResources.desk_inside_js),
        module("desk-live", PackageResources.desk_live_js),
        module("desk-log", PackageResources.desk_log_js),
        module("desk-parts", PackageResources.desk_parts_js),
        module("desk-patron", PackageResources.desk_patron_js),
        module("desk-plot", PackageResources.desk_plot_js),
        module("desk-print", PackageResources.desk_print_js),
        module("desk-reports", PackageResources.desk_reports_js),
        module("desk-sign-in", PackageResources.desk_sign_in_js),
        module("desk-stream", PackageResources.desk_stream_js),
        module("desk-violations", PackageResources.desk_violations_js),
        module("desk-words", PackageResources.desk_words_js),
    ]

    private static let html = "text/html; charset=utf-8"
    private static let style = "text/css; charset=utf-8"
    private static let script = "text/javascript; charset=utf-8"

    private static func module(_ name: String, _ bytes: [UInt8]) -> PageFile {
        PageFile(path: "/assets/\(name).js", type: script, bytes: bytes)
    }
}
