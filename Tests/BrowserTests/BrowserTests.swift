import Testing

/// Everything that runs in a browser, one after the other: a browser takes the machine for itself.
@Suite(
    "The pages in a browser", .serialized,
    .enabled(if: Chromium.isWanted, "Chromium is not installed here: apt-get install chromium chromium-driver fonts-noto-cjk"))
enum BrowserTests {}
