import LibraryModel
import Passes
import Testing

@Suite struct PassTests {
    let fixture: Fixture
    init() throws { fixture = try Fixture() }

    @Test func `Ed25519 signs as in RFC 8032 section 7_1 test 1`() {
        #expect(
            fixture.key.verification.publicKey
                == hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"))
        #expect(
            fixture.key.signature(over: [])
                == hex(
                    """
                    e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555\
                    fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b
                    """))
    }

    @Test func `a pass comes back as it was issued`() throws {
        let text = try fixture.issuer.issue(fixture.claims)
        #expect(fixture.verifier.verify(text) == .verified(fixture.claims, key: fixture.key.id))
    }

    @Test func `the golden pass stays as it is`() throws {
        let golden =
            "GH1:NWGSLK/-49G8O8WQ6B85LDF3650BX8S49TK404DGWLHAUK60.C3+FPJ7D*63FP47R7$J91HS-VBEF73H01J09587Z"
            + "L5G0N69I-S3%3X/1GE9U/82ZCITSVDS1QDMNBN-8V%G91J6$IHLGN2O-PVOMV*00TNB/SO1C8*P2S%1YUS9JQTN7XN860"
        #expect(try fixture.issuer.issue(fixture.claims) == golden)
        #expect(fixture.verifier.verify(golden).claims == fixture.claims)
    }

    @Test func `a pass put together by hand from the standards is accepted`() throws {
        var map = fixture.map
        map[-6] = nil
        let expected = PassClaims(
            booking: fixture.claims.booking, campus: fixture.claims.campus, start: fixture.claims.start,
            length: fixture.claims.length, issuedAt: fixture.claims.issuedAt, lifetime: fixture.claims.lifetime)
        let text = fixture.forge(payload: CBORValue.map(map).encoded)
        #expect(fixture.verifier.verify(text) == .verified(expected, key: fixture.key.id))
        #expect(try fixture.issuer.issue(expected) == text)
    }

    @Test func `every pass at the ends of all ranges fits the symbol and comes back`() throws {
        let key = try SigningKey(
            seed: Array(repeating: 7, count: 32), validFrom: WallTime(seconds: 0), validUntil: WallTime(seconds: 5_000_000_000))
        let ring = try SigningKeyRing([key])
        let (issuer, verifier) = (PassIssuer(ring: ring), PassVerifier(ring: ring.publicRing))
        var longest = 0
        for claims in Extremes.all {
            let text = try issuer.issue(claims)
            longest = max(longest, text.utf8.count)
            #expect(verifier.verify(text) == .verified(claims, key: key.id))
        }
        #expect(longest == PassIssuer.longestText)
    }

    @Test func `two thousand random passes fit the symbol and come back`() throws {
        let key = try SigningKey(
            seed: Array(repeating: 9, count: 32), validFrom: WallTime(seconds: 0), validUntil: WallTime(seconds: 5_000_000_000))
        let ring = try SigningKeyRing([key])
        let (issuer, verifier) = (PassIssuer(ring: ring), PassVerifier(ring: ring.publicRing))
        var chance = SeededChance(seed: 1)
        for _ in 0..<2000 {
            let claims = Extremes.random(using: &chance)
            let text = try issuer.issue(claims)
            #expect(text.utf8.count <= PassIssuer.longestText)
            #expect(verifier.verify(text) == .verified(claims, key: key.id))
        }
    }

    @Test(arguments: [
        ("campus", Extremes.claims(campus: 0)), ("campus", Extremes.claims(campus: 24)),
        ("start", Extremes.claims(start: WallTime(milliseconds: -60_000))),
        ("start", Extremes.claims(start: WallTime(milliseconds: 60_001))),
        ("start", Extremes.claims(start: WallTime(seconds: 71_582_789 * 60))),
        ("start", Extremes.claims(start: WallTime(milliseconds: .max))),
        ("start", Extremes.claims(start: WallTime(milliseconds: .min))),
        ("length", Extremes.claims(length: .zero)), ("length", Extremes.claims(length: .seconds(90))),
        ("length", Extremes.claims(length: .minutes(1441))), ("length", Extremes.claims(length: .minutes(-1))),
        ("issuedAt", Extremes.claims(issuedAt: WallTime(milliseconds: 1))),
        ("issuedAt", Extremes.claims(issuedAt: WallTime(seconds: 4_294_967_296))),
        ("lifetime", Extremes.claims(lifetime: .zero)), ("lifetime", Extremes.claims(lifetime: .milliseconds(1500))),
        ("lifetime", Extremes.claims(lifetime: .seconds(86_401))),
        ("lifetime", Extremes.claims(lifetime: .seconds(65_536), fix: Extremes.fixes[1])),
    ])
    func `claims out of range are refused by name`(claim: String, claims: PassClaims) {
        #expect(throws: PassError.claimOutOfRange(claim)) { try fixture.issuer.issue(claims) }
    }
}
