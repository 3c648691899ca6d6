import Foundation
import ImageFiles
import Imaging
import Testing

/// A patron's phone: a browser of its size with touch, on which a test taps, types and reads as a patron does.
final class Phone: Sendable {
    /// The screen in points, and its pixels a point.
    struct Screen: Sendable {
        let width: Int, height: Int, scale: Double
        static let usual = Screen(width: 390, height: 844, scale: 2)
        static let small = Screen(width: 360, height: 640, scale: 2)
        /// The one beside a turnstile.
        static let kiosk = Screen(width: 1280, height: 800, scale: 1)
        /// The same, standing.
        static let tall = Screen(width: 1080, height: 1920, scale: 1)
        /// A window that somebody has drawn up.
        static let square = Screen(width: 900, height: 960, scale: 1)
    }

    let driver: WebDriver
    /// The address of the library.
    let home: String
    private let chromium: Chromium

    /// A new phone that has never been here; ``end()`` must follow.
    init(_ home: String) async throws {
        (chromium, driver) = try await Self.browser(tries: 3)
        self.home = home
    }

    private static func browser(tries: Int) async throws -> (Chromium, WebDriver) {
        let chromium = try await Chromium()
        do {
            return (chromium, try await WebDriver(chromium))
        } catch {
            chromium.end()
            guard tries > 1 else { throw error }
            return try await browser(tries: tries - 1)
        }
    }

    func end() { chromium.end() }

    // MARK: The phone itself

    func turn(to screen: Screen) async throws {
        try await driver.devTools("Emulation.setDeviceMetricsOverride", [
            "width": .number(Double(screen.width)), "height": .number(Double(screen.height)),
            "deviceScaleFactor": .number(screen.scale), "mobile": true,
        ])
        try await driver.devTools("Emulation.setTouchEmulationEnabled", ["enabled": true])
    }

    /// `granted`, `denied` or `prompt`.
    func allowLocation(_ setting: String) async throws {
        try await driver.devTools("Browser.setPermission", [
            "permission": ["name": "geolocation"], "setting": .text(setting), "origin": .text(home),
        ])
    }

    /// Where the phone is, as WGS-84.
    func stand(latitude: Double, longitude: Double, accuracy: Double = 12) async throws {
        try await driver.devTools("Emulation.setGeolocationOverride", [
            "latitude": .number(latitude), "longitude": .number(longitude), "accuracy": .number(accuracy),
        ])
    }

    func prefer(_ feature: String, _ value: String) async throws {
        try await driver.devTools("Emulation.setEmulatedMedia", ["features": [["name": .text(feature), "value": .text(value)]]])
    }

    func network(isCut: Bool) async throws {
        try await driver.devTools("Network.enable")
        try await driver.devTools("Network.emulateNetworkConditions", [
            "offline": .flag(isCut), "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
        ])
    }

    /// Runs before anything of each page that is opened from now on.
    func prepare(_ script: String) async throws {
        try await driver.devTools("Page.addScriptToEvaluateOnNewDocument", ["source": .text(script)])
    }

    // MARK: What a patron does

    func open(_ path: String) async throws { try await driver.command("POST", "url", ["url": .text(home + path)]) }

    /// Taps what says `text`, once it is there: of several the last, which is the innermost.
    func tap(_ text: String) async throws {
        let script = """
            const [wanted] = arguments
            const says = (text) => (/^\\d+:/.test(wanted) ? text.split('\\n')[0] === wanted : text.includes(wanted))
            return [...document.querySelectorAll('button, a, label, summary')]
              .filter((element) => element.offsetParent && says(element.innerText)).at(-1)
            """
        try await waitUntil("(function () { \(script) })('\(text)')", "there is \(text) to tap")
        try await tap(try await driver.run(script, [.text(text)]))
    }

    private func tap(_ element: WireValue) async throws {
        guard case .object(let fields) = element, let id = fields.values.first?.text else {
            throw Chromium.Trouble(what: "nothing to tap")
        }
        try await driver.run("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", [element])
        try await driver.command("POST", "element/\(id)/click")
    }

    /// Types into the field with this id, in the place of what stood there.
    func type(_ text: String, into id: String) async throws {
        try await waitUntil("document.getElementById('\(id)')", "there is a field \(id)")
        let emptied = "const field = document.getElementById(arguments[0]); field.value = ''; return field"
        let element = try await driver.run(emptied, [.text(id)])
        guard case .object(let fields) = element, let reference = fields.values.first?.text else { return }
        try await driver.command("POST", "element/\(reference)/value", ["text": .text(text)])
    }

    /// Presses one key of a keyboard (W3C WebDriver section 17.4.2).
    func press(_ key: String) async throws {
        let strokes: WireValue = [["type": "keyDown", "value": .text(key)], ["type": "keyUp", "value": .text(key)]]
        try await driver.command("POST", "actions", ["actions": [["type": "key", "id": "keyboard", "actions": strokes]]])
    }

    // MARK: What a patron sees

    /// Waits until the page says `text`.
    func see(_ text: String) async throws {
        try await waitUntil("document.body.innerText.includes('\(text)')", "the page says \(text)")
    }

    /// Waits until an expression holds in the page: so many looks, no clock of ours.
    func waitUntil(_ condition: String, _ what: String? = nil) async throws {
        let script = """
            const done = arguments[arguments.length - 1]; let looks = 600
            const look = () => { let found = false; try { found = Boolean(\(condition)) } catch {}
              if (found || --looks === 0) done(found); else (window.unhurried ?? setTimeout)(look, 50) }
            look()
            """
        // A page that is left in the middle takes its looks with it.
        for _ in 0..<20 {
            if let found = try? await driver.runToCallback(script) {
                if found.isTrue { return }
                break
            }
        }
        let seen = try await driver.run("return document.body.innerText").text ?? ""
        throw Chromium.Trouble(what: "never: \(what ?? condition)\nthe page says:\n\(seen)\n\(try await console())")
    }

    func value(_ expression: String) async throws -> WireValue { try await driver.run("return \(expression)") }

    /// What the browser complains about since the last call. A sign-in that is asked for is no complaint, nor is a lane
    /// without a camera, nor that nobody has touched a screen yet that would like to sound.
    func console() async throws -> [String] {
        try await driver.command("POST", "se/log", ["type": "browser"]).list.compactMap { $0["message"].text }
            .filter { !($0.contains("/api/v1/session") && $0.contains("401")) && !$0.contains("googleapis") }
            .filter { !($0.contains("/view") && $0.contains("404")) && !$0.contains("AudioContext was not allowed") }
    }

    /// A photograph of the screen; it stays in `.build/screenshots` to be looked at.
    @discardableResult
    func photograph(_ name: String) async throws -> LumaImage {
        let answer = try await driver.devTools("Page.captureScreenshot", ["format": "png"])
        let data = try #require(answer["data"].text.flatMap { Data(base64Encoded: $0) })
        let folder = Checkout.root.appendingPathComponent(".build/screenshots")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try data.write(to: folder.appendingPathComponent("\(name).png"))
        return try ImageFile.decode(Array(data))
    }
}

/// Where the sources lie.
enum Checkout {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
}
