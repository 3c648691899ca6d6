import Imaging
import LibraryModel
import QRReader
import Testing

/// What the light or the sensor does while nobody is there: how much brighter each frame is, by its time, and the noise.
struct Weather: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var noise = 4.0
    var light: @Sendable (_ seconds: Double) -> Double = { _ in 1 }

    static let all = [
        Weather(testDescription: "a sensor's noise", noise: 4),
        Weather(testDescription: "no noise at all", noise: 0),
        Weather(testDescription: "a noisy sensor at night", noise: 12),
        Weather(testDescription: "a lamp that flickers", light: { Int($0 * 30) % 3 == 0 ? 0.92 : 1 }),
        Weather(testDescription: "a sun that sets", light: { 1 - 0.01 * $0 }),
    ]
}

@Suite("The backdrop")
struct BackdropTests {
    private var hall = HallFrames()
    private var backdrop = Backdrop()

    /// Shows frames for so long; what was likely in each.
    private mutating func show(
        _ span: Duration, _ change: (inout DrawnScene) -> Void = { _ in }, light: (Double) -> Double = { _ in 1 },
        isRead: Bool = false
    ) -> [[PixelRegion]] {
        (0..<HallFrames.count(in: span)).map { _ in
            let frame = hall.next(change)
            let seconds = Double(frame.taken.nanoseconds) / 1_000_000_000
            let places = backdrop.likelyRegions(of: frame.image.lit(light(seconds)), taken: frame.taken)
            if isRead { backdrop.wasRead(at: [Self.box]) }
            return places
        }
    }

    private static let phone: @Sendable (inout DrawnScene) -> Void = {
        ($0.symbol, $0.moduleSize, $0.centreX, $0.centreY) = (Symbols.pass, 4, 0.55, 0.45)
    }

    /// Where the symbol of `phone` is.
    private static let box: PixelRegion = {
        let side = Symbols.pass.side * 4
        return PixelRegion(x: 352 - side / 2, y: 216 - side / 2, width: side, height: side)
    }()

    /// Whether one of the places holds the middle and three quarters of the symbol of `phone`.
    private func holdsPhone(_ places: [PixelRegion]) -> Bool {
        let reach = Symbols.pass.side * 4 * 3 / 8
        return places.contains {
            $0.x <= 352 - reach && $0.x + $0.width >= 352 + reach && $0.y <= 216 - reach && $0.y + $0.height >= 216 + reach
        }
    }

    @Test mutating func `nothing is known at the start, so a code that is held already is looked for`() {
        #expect(show(.seconds(1)).allSatisfy { !$0.isEmpty })
    }

    @Test(arguments: Weather.all)
    mutating func `a hall in which nothing happens becomes calm, and stays so`(_ weather: Weather) {
        _ = show(.seconds(9), { $0.noise = weather.noise }, light: weather.light)
        let places = show(.seconds(4), { $0.noise = weather.noise }, light: weather.light)
        #expect(places.allSatisfy { $0.isEmpty })
    }

    @Test mutating func `a phone is likely in the very frame in which it comes, and the hall calm in that in which it has gone`() {
        _ = show(.seconds(5))
        let there = show(.seconds(2), Self.phone)
        #expect(there.allSatisfy { $0.count == 1 && holdsPhone($0) })
        #expect(show(.seconds(1)).allSatisfy { $0.isEmpty })
    }

    @Test mutating func `what comes to stay belongs to the hall after a while, and what it hid is new once it has gone`() {
        _ = show(.seconds(5))
        let there = show(Backdrop.settling + .milliseconds(500), Self.phone)
        #expect(there.prefix(HallFrames.count(in: Backdrop.settling)).allSatisfy { !$0.isEmpty })
        #expect(there.last == [])
        #expect(show(.seconds(1)).allSatisfy { !$0.isEmpty })
    }

    @Test mutating func `a code that is read stays likely for as long as it is, and longer than it counts as held`() {
        #expect(Backdrop.settling > PresentationFilter.absence)
        _ = show(.seconds(5))
        #expect(show(.seconds(8), Self.phone, isRead: true).allSatisfy { holdsPhone($0) })
        #expect(show(PresentationFilter.absence, Self.phone).allSatisfy { holdsPhone($0) })
    }

    @Test mutating func `a code that belonged to the hall and is read at last is likely from then on`() {
        _ = show(.seconds(5), Self.phone)
        #expect(show(.milliseconds(100), Self.phone).allSatisfy { $0.isEmpty })
        backdrop.wasRead(at: [Self.box])
        #expect(show(.seconds(1), Self.phone).allSatisfy { holdsPhone($0) })
    }

    @Test mutating func `what looks the same after the camera was away has not stood there meanwhile`() {
        _ = show(.seconds(2), Self.phone)
        hall.pass(.seconds(60))
        #expect(show(.seconds(2), Self.phone).allSatisfy { !$0.isEmpty })
    }

    @Test mutating func `a phone that moves slowly stays likely`() {
        _ = show(.seconds(5))
        for number in 0..<HallFrames.count(in: .seconds(8)) {
            // A pixel in ten frames.
            let frame = hall.phone { $0.centreX = 0.55 + Double(number) / 6400 }
            #expect(holdsPhone(backdrop.likelyRegions(of: frame.image, taken: frame.taken)), "frame \(number)")
        }
    }

    @Test mutating func `a picture of another size begins anew`() throws {
        _ = show(.seconds(5))
        let frame = hall.next()
        let half = try #require(frame.image.halved())
        #expect(!backdrop.likelyRegions(of: half, taken: frame.taken).isEmpty)
        backdrop.wasRead(at: [PixelRegion(half), PixelRegion(x: -50, y: 10_000, width: 20, height: 20)])
        #expect(!backdrop.likelyRegions(of: frame.image, taken: frame.taken).isEmpty)
    }
}
