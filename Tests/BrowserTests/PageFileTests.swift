import Pages
import Testing

@Suite("The files of the pages")
struct PageFileTests {
    private static func text(_ path: String) throws -> String {
        String(decoding: try #require(PageFile.all.first { $0.path == path }?.bytes), as: UTF8.self)
    }

    /// The modules that a patron's phone loads.
    private static let modules = PageFile.all.filter { $0.path.hasSuffix(".js") && $0.path != "/sw.js" }

    /// What a patron's phone needs to open the page without network.
    static let shell = PageFile.all.filter { file in
        ![
            "/kiosk", "/assets/kiosk.js", "/assets/kiosk.css", "/assets/kiosk-code.js", "/assets/kiosk-paint.js",
            "/assets/kiosk-sound.js", "/assets/kiosk-view.js", "/assets/events.js", "/sw.js", "/assets/icon-180.png",
            "/now", "/assets/now.js", "/assets/now.css",
        ].contains(file.path)
    }

    @Test("no path is served twice, and each has its media type")
    func paths() {
        #expect(Set(PageFile.all.map(\.path)).count == PageFile.all.count)
        let types = ["js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8", "svg": "image/svg+xml"]
        for file in PageFile.all {
            #expect(!file.bytes.isEmpty)
            if let ending = file.path.split(separator: ".").last, let type = types[String(ending)] { #expect(file.type == type) }
        }
    }

    @Test("the pages hold no script and no style of their own, as the policy of the server wants", arguments: ["/", "/kiosk", "/now"])
    func noInline(_ path: String) throws {
        let page = try Self.text(path)
        #expect(!page.contains("<style") && !page.contains("style=") && page.firstMatch(of: /\son[a-z]+=/) == nil)
        #expect(page.matches(of: /<script[^>]*>/).allSatisfy { $0.0.contains("src=\"/assets/") })
    }

    @Test("every file that a page or a module names is there")
    func links() throws {
        let paths = Set(PageFile.all.map(\.path))
        for path in ["/", "/kiosk", "/now"] {
            for link in try Self.text(path).matches(of: /(?:href|src)="(\/[^"#]*)"/) {
                #expect(paths.contains(String(link.1)), "\(link.1)")
            }
        }
        for module in Self.modules {
            for link in String(decoding: module.bytes, as: UTF8.self).matches(of: /from '\.\/([a-z-]+\.js)'/) {
                #expect(paths.contains("/assets/\(link.1)"), "\(module.path) imports \(link.1)")
            }
        }
    }

    @Test("the service worker keeps every file of the patron's page and no other")
    func shell() throws {
        let worker = try Self.text("/sw.js")
        for file in Self.shell {
            let name = file.path.replacing("/assets/", with: "").replacing(".js", with: "")
            #expect(worker.contains("'\(file.path)'") || worker.contains("'\(name)'"), "\(file.path)")
        }
        #expect(!worker.contains("/api"))
    }

    @Test("every word is there in both languages, and every word that is asked for is there")
    func words() throws {
        let text = try Self.text("/assets/words.js")
        let rows = text.matches(of: #/\n  ([A-Za-z0-9_]+): \['(.*)', '(.*)'\],/#)
        let keys = Set(rows.map { String($0.1) })
        #expect(rows.count > 100 && keys.count == rows.count)
        #expect(text.matches(of: #/\n  [A-Za-z0-9_]+: /#).count == rows.count, "each row has the one form")
        for row in rows {
            // Months are numbers in Chinese.
            if row.1 != "months" { #expect(!row.2.isEmpty && !row.3.isEmpty, "\(row.1)") }
            let places = { (text: Substring) in Set(text.matches(of: /\{(\w+)\}/).map(\.1)) }
            if row.1 != "months" { #expect(places(row.2) == places(row.3), "\(row.1)") }
        }
        for module in Self.modules where module.path != "/assets/kiosk.js" {
            for use in String(decoding: module.bytes, as: UTF8.self).matches(of: /\bt\('([A-Za-z0-9_]+)'/) {
                #expect(keys.contains(String(use.1)), "\(module.path) asks for \(use.1)")
            }
        }
    }
}
