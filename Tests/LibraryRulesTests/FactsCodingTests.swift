import Foundation
import LibraryModel
import LibraryRules
import Testing

@Suite("facts are kept with their decision")
struct FactsCodingTests {
    @Test("and come back from JSON the same, with the same answer")
    func roundTrip() throws {
        var random = RandomFacts(seed: 7)
        let encoder = JSONEncoder()
        let decoder = JSONDecoder()
        for number in 0..<1000 {
            let scene = random.scene(number.isMultiple(of: 5) ? .exit : .entry)
            let facts = try decoder.decode(AdmissionFacts.self, from: encoder.encode(scene.facts))
            let policy = try decoder.decode(AdmissionPolicy.self, from: encoder.encode(scene.policy))
            let decision = try decoder.decode(Decision.self, from: encoder.encode(scene.decide()))
            #expect(facts == scene.facts)
            #expect(policy == scene.policy)
            #expect(decideAdmission(facts, under: policy) == decision)
        }
    }

    @Test("and hold no coordinates")
    func noCoordinates() throws {
        let text = String(decoding: try JSONEncoder().encode(Scene().facts), as: UTF8.self)
        #expect(text.contains("distance"))
        #expect(!text.contains("latitude") && !text.contains("longitude") && !text.contains("accuracy"))
    }

    @Test("and location settings come back too")
    func locationPolicy() throws {
        var policy = LocationPolicy()
        policy.slack = Metres(12.5)
        policy.oldestFix = .seconds(90)
        #expect(try JSONDecoder().decode(LocationPolicy.self, from: JSONEncoder().encode(policy)) == policy)
    }
}
