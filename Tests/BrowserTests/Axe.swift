import Foundation

/// The rules of accessibility as a program that runs in a page: axe-core, from the package of PyPI that carries it.
///
/// It is fetched once into `.build/tools` with its checksum; it is under the Mozilla Public License and no part of the
/// program.
enum Axe {
    private static let requirement = """
        axe-playwright-python==0.1.8 --hash=sha256:fdd263c998388f1a8e67cad02677e612d946248bd44d163be5e8650ea31f95f8

        """
    private static let folder = Checkout.root.appendingPathComponent(".build/tools/axe")
    private static let file = folder.appendingPathComponent("axe_playwright_python/axe.min.js")

    /// Tests that need it must run where everything is proved; elsewhere they are skipped when it cannot be had.
    static var isHad: Bool {
        get async throws {
            if ProcessInfo.processInfo.environment["CI"] == "true" { return true }
            return (try? await script()) != nil
        }
    }

    static func script() async throws -> String {
        if let text = try? String(contentsOf: file, encoding: .utf8) { return text }
        try await onThread { try fetch() }
        return try String(contentsOf: file, encoding: .utf8)
    }

    private static func fetch() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let list = folder.appendingPathComponent("requirements.txt")
        try Data(requirement.utf8).write(to: list)
        try python([
            "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes", "--only-binary=:all:", "-d", folder.path,
            "-r", list.path,
        ])
        let wheels = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".whl") }
        for wheel in wheels { try python(["-m", "zipfile", "-e", folder.appendingPathComponent(wheel).path, folder.path]) }
    }

    private static func python(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3"] + arguments
        (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Chromium.Trouble(what: "python3 \(arguments.joined(separator: " "))") }
    }
}
