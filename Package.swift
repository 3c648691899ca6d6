// swift-tools-version: 6.2
// The map of Gatehouse: every target, every arrow, every dependency with its one reason.
// Arrows point down only: model, pure cores, adapters, control, surfaces.
import PackageDescription

/// What every target of ours is compiled with.
let house: [SwiftSetting] = [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// The files of the pages, which the program carries in itself.
let pages = [
    "index.html", "kiosk.html", "manifest.webmanifest", "icon.svg", "icon-180.png", "sw.js", "style.css", "kiosk.css",
    "api.js", "app.js", "book.js", "bookings.js", "chart.js", "clock.js", "dom.js", "events.js", "kiosk-code.js",
    "kiosk-paint.js", "kiosk-sound.js", "kiosk-use.js", "kiosk-view.js", "kiosk.js",
    "location.js", "pass.js", "password.js", "records.js", "sign-in.js", "words.js",
    "desk.html", "desk.css", "desk-plot.css", "desk-print.css", "desk.js", "desk-act.js", "desk-file.js", "desk-inside.js",
    "desk-live.js", "desk-log.js", "desk-parts.js", "desk-patron.js", "desk-plot.js", "desk-print.js", "desk-reports.js",
    "desk-sign-in.js", "desk-stream.js", "desk-violations.js", "desk-words.js",
    "now.html", "now.css", "now.js",
]

/// The program carries Swift's runtime in itself, so it starts where no toolchain is. Only the link differs: the objects are
/// those that the tests link too. The driver adds what it finds imported; these are what those archives need in turn. The
/// toolchain's own linker finds them in any order.
let carriesRuntime: [LinkerSetting] = [
    .unsafeFlags(["-static-stdlib", "-use-ld=lld"]),
    .linkedLibrary("CoreFoundation"), .linkedLibrary("_FoundationCShims"), .linkedLibrary("_FoundationCollections"),
    .linkedLibrary("FoundationInternationalization"), .linkedLibrary("_FoundationICU"),
    .linkedLibrary("_CFURLSessionInterface"), .linkedLibrary("curl"),  // FoundationNetworking
    .linkedLibrary("_CFXMLInterface"), .linkedLibrary("xml2"), .linkedLibrary("z"),  // FoundationXML
]

let cHouse: [CSetting] = [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])]

/// A target of ours in Swift.
func part(
    _ name: String, _ needs: [Target.Dependency], resources: [Resource]? = nil
) -> Target {
    .target(name: name, dependencies: needs, resources: resources, swiftSettings: house)
}

/// The test target of a source target: `Tests/NameTests`.
func tests(_ name: String, _ needs: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: needs, exclude: exclude, swiftSettings: house)
}

// One reason each.
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")  // the command line, with help
let log: Target.Dependency = .product(name: "Logging", package: "swift-log")  // the log interface that the server library shares
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")  // ordered start and stop on signals
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let sqlite: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")  // SQLite with migrations and prepared statements
let sqliteC: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")  // counts of what SQLite did
let http: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")  // the HTTP server
let yaml: Target.Dependency = .product(name: "Yams", package: "Yams")  // YAML with line numbers for error messages

let package = Package(
    name: "gatehouse",
    products: [.executable(name: "gatehouse", targets: ["gatehouse"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // The C boundary: system libraries, and our own shims where Swift cannot import.
        .systemLibrary(name: "CGPIOD", pkgConfig: "libgpiod", providers: [.apt(["libgpiod-dev"])]),
        .systemLibrary(name: "CZBar", pkgConfig: "zbar", providers: [.apt(["libzbar-dev"])]),
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .systemLibrary(name: "CTurboJPEG", pkgConfig: "libturbojpeg", providers: [.apt(["libturbojpeg0-dev"])]),
        .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CLibPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
        .systemLibrary(name: "CMosquitto", pkgConfig: "libmosquitto", providers: [.apt(["libmosquitto-dev"])]),
        .target(name: "CGPIO", dependencies: ["CGPIOD"], cSettings: cHouse),
        .target(name: "CV4L2", cSettings: cHouse),
        .target(name: "CClock", cSettings: cHouse),
        .target(name: "CStart", cSettings: cHouse),
        .target(name: "CPNG", dependencies: ["CLibPNG"], cSettings: cHouse),

        // Pure: no clock, no disk, no network.
        part("LibraryModel", []),
        part("LibraryRules", ["LibraryModel"]),
        part("LaneControl", ["LibraryModel"]),
        part("Imaging", []),

        // Files of YAML, read strictly.
        part("StrictYAML", [yaml]),

        // Keys and codes of the house, in guarded memory and private files.
        part("Secrets", ["CSodium"]),

        // Adapters.
        part("Passes", ["LibraryModel", "Imaging", "Secrets", "CSodium", "CQREncode"]),
        part("ImageFiles", ["Imaging", "CPNG", "CTurboJPEG"]),
        part("QRReader", ["LibraryModel", "Imaging", "CZBar"]),
        part("GateHardware", ["LibraryModel", "Imaging", "ImageFiles", "StrictYAML", "CGPIO", "CV4L2", "CClock"]),
        part("LibraryStore", ["LibraryModel", "LibraryRules", sqlite, sqliteC]),
        part("Accounts", ["LibraryModel", "Secrets", "CSodium"]),
        part("Pages", [], resources: pages.map { .embedInCode("Files/\($0)") }),

        // Control: the controller, its settings and its wiring.
        part("GateControl", [
            "LibraryModel", "LibraryRules", "LaneControl", "Passes", "QRReader", "GateHardware", "LibraryStore",
            "Imaging", "StrictYAML", log, lifecycle,
        ]),
        part("Stories", [
            "LibraryModel", "LibraryRules", "LaneControl", "Passes", "QRReader", "GateHardware", "LibraryStore",
            "Imaging", "GateControl",
        ]),

        // Surfaces.
        part("StatusMQTT", ["LibraryModel", "LaneControl", "GateHardware", "GateControl", "CMosquitto", log, lifecycle]),
        part("WebService", [
            "LibraryModel", "LibraryRules", "Secrets", "Passes", "LibraryStore", "Accounts", "Pages", "GateControl",
            "Imaging", "ImageFiles", http, log, lifecycle,
        ]),
        .executableTarget(
            name: "gatehouse",
            dependencies: [
                "LibraryModel", "LibraryRules", "LaneControl", "Secrets", "Passes", "Imaging", "ImageFiles", "QRReader",
                "GateHardware", "LibraryStore", "Accounts", "GateControl", "Stories", "StrictYAML", "WebService",
                "StatusMQTT", "CStart", arguments, log, lifecycle, signals,
            ],
            resources: [.embedInCode("Resources/demo.story"), .embedInCode("Resources/demo.js")],
            swiftSettings: house, linkerSettings: carriesRuntime),

        // Folders of single tests.
        .target(name: "Folders", path: "Tests/Folders", swiftSettings: house),
        tests("LibraryModelTests", ["LibraryModel"]),
        tests("LibraryRulesTests", ["LibraryModel", "LibraryRules"]),
        tests("LaneControlTests", ["LibraryModel", "LaneControl"]),
        tests("ImagingTests", ["Imaging"]),
        tests("SecretsTests", ["LibraryModel", "Secrets", "Folders"]),
        tests("PassesTests", ["LibraryModel", "Imaging", "Secrets", "Passes", "Folders"]),
        tests("ImageFilesTests", ["Imaging", "ImageFiles"]),
        tests("QRReaderTests", ["LibraryModel", "Imaging", "Passes", "QRReader"]),
        tests("StrictYAMLTests", ["StrictYAML"]),
        tests("GateHardwareTests", ["LibraryModel", "Imaging", "ImageFiles", "StrictYAML", "GateHardware"]),
        tests("LibraryStoreTests", ["LibraryModel", "LibraryRules", "LibraryStore", sqlite]),
        tests("GateControlTests", [
            "LibraryModel", "LibraryRules", "LaneControl", "Passes", "QRReader", "GateHardware", "LibraryStore",
            "Imaging", "StrictYAML", "GateControl", log,
        ]),
        tests("WebServiceTests", [
            "LibraryModel", "LibraryRules", "LaneControl", "Secrets", "Passes", "GateHardware", "LibraryStore", "Accounts",
            "GateControl", "Imaging", "ImageFiles", "WebService", yaml, log, lifecycle,
        ]),
        tests("AccountsTests", ["LibraryModel", "Secrets", "Accounts", "Folders"]),
        tests("StatusMQTTTests", [
            "LibraryModel", "LibraryRules", "LaneControl", "Passes", "GateHardware", "LibraryStore", "GateControl",
            "StatusMQTT", log, lifecycle,
        ]),
        tests("BrowserTests", [
            "LibraryModel", "LibraryRules", "LaneControl", "Secrets", "Passes", "Imaging", "ImageFiles", "QRReader",
            "GateHardware", "LibraryStore", "Accounts", "Pages", "GateControl", "WebService", log, lifecycle,
        ]),
        tests("Scenarios", ["Stories"], exclude: ["stories"]),
        tests("CommandTests", ["LibraryModel", "GateHardware", "LibraryRules", "LibraryStore", "Passes", "Imaging", "ImageFiles"]),
        tests("Tidy", [], exclude: ["imports.golden"]),
    ],
    swiftLanguageModes: [.v6]
)
