import Imaging
import LibraryModel
import LibraryStore
import Passes

/// The phones and papers of a story: they issue, draw and hold up passes.
struct StoryPhone {
    private let issuer: PassIssuer
    private let stranger: PassIssuer
    let ring: KeyRing
    /// The text shown last, by patron.
    private var shown: [String: String] = [:]
    private var chance = SeededChance(seed: 0xC0DE)
    private let campuses: [CampusID]
    private let midnight: WallTime

    init(midnight: WallTime, campuses: [CampusID]) throws(PassError) {
        let from = midnight + .seconds(-86_400)
        let until = from + .seconds(30 * 86_400)
        var keys = SeededChance(seed: 0x5EED)
        let own = try SigningKeyRing().addingNewKey(validFrom: from, validUntil: until, using: &keys).ring
        issuer = PassIssuer(ring: own)
        stranger = PassIssuer(ring: try SigningKeyRing().addingNewKey(validFrom: from, validUntil: until, using: &keys).ring)
        ring = own.publicRing
        (self.campuses, self.midnight) = (campuses, midnight)
    }

    /// What is held up where and when.
    struct Showing {
        let pass: StoryPass
        /// Whose pass it is.
        let patron: String
        let booking: BookingRow?
        /// The campus at whose gate the patron stands; nil for none.
        let campus: CampusID?
        let now: WallTime
    }

    /// The text of the code. A printed pass was issued at the first minute of the day, so it is the same each time.
    mutating func text(of showing: Showing) throws(PassError) -> String {
        let (pass, now) = (showing.pass, showing.now)
        if let text = pass.text { return text }
        if pass.isSame, let text = shown[showing.patron] { return text }
        guard let booking = showing.booking else { return "\(showing.patron) has no booking" }
        let issued = pass.isPrinted ? midnight : WallTime(seconds: (now - pass.age).milliseconds / 1000)
        let claims = PassClaims(
            booking: booking.booking, campus: booking.campus, start: booking.start, length: booking.end - booking.start,
            issuedAt: issued, lifetime: pass.isPrinted ? booking.end - issued : .seconds(60),
            fix: fix(pass.place, campus: showing.campus ?? booking.campus))
        var text = try (pass.isForeign ? stranger : issuer).issue(claims)
        if pass.isForged { text = Self.forged(text) }
        shown[showing.patron] = text
        return text
    }

    /// The same claims under a signature that is not theirs: its last byte is another.
    private static func forged(_ text: String) -> String {
        let mark = "GH1:"
        guard var bytes = Base45.decode(text.dropFirst(mark.count).utf8), let last = bytes.popLast() else { return text }
        return mark + Base45.encode(bytes + [last ^ 1])
    }

    private func fix(_ place: StoryPass.Place, campus: CampusID) -> LocationFix? {
        let latitude = StoryHouse.latitude(of: campuses.firstIndex(of: campus) ?? 0)
        let north: Double = place == .outside ? 0.02 : 0
        guard place != .unknown, let point = GeoPoint(latitude: latitude + north, longitude: 121.5) else { return nil }
        return LocationFix(
            point: point, accuracy: Metres(place == .vague ? 400 : 15), datum: .gcj02,
            age: place == .stale ? .seconds(300) : .seconds(3))
    }

    /// A frame of the lane's camera with the phone in it.
    mutating func frame(of text: String, held pass: StoryPass) throws(PassError) -> LumaImage {
        var scene = DrawnScene(try PassSymbol.symbol(text))
        (scene.moduleSize, scene.rotation, scene.tilt) = (4, 4, 8)
        (scene.blur, scene.noise, scene.clutter) = (0.6, 3, 12)
        if pass.isDark { scene.isInverted = true }
        if pass.isBadlyHeld { (scene.tilt, scene.rotation, scene.blur, scene.noise) = (18, 15, 0.7, 5) }
        return SceneRenderer.frame(of: scene, using: &chance)
    }
}
