import GateControl
import GateHardware
import LibraryModel
import Testing

@Suite("two gates of one campus never take the same seat (design invariant 1)")
struct RaceTests {
    private static let side = LaneID(rawValue: "side-in")

    @Test func `of two patrons at two gates one gets the last seat, every time`() async throws {
        let rounds = 60
        let gate = try await GateUnderTest(gates: 2, cap: 3)
        try await gate.fill(2 + 2 * rounds)
        for number in 1...2 { try await gate.enter(number) }
        let (one, other, time) = (gate.controllers[0], gate.controllers[1], gate.time)
        for round in 0..<rounds {
            let numbers = [3 + 2 * round, 4 + 2 * round]
            let passes = try numbers.map { try gate.pass($0) }
            let now = time.now()
            async let first = one.present(passes[0], at: GateUnderTest.inside, seen: now)
            async let second = other.present(passes[1], at: Self.side, seen: now)
            let answers = await [first?.code, second?.code]
            #expect(Set(answers) == [.entry, .full])
            #expect(Set(gate.toldCodes.suffix(2)) == [.entry, .full])
            #expect(try await gate.seats() == [2, 1])
            // The winner goes in and leaves again; or lets the time run out.
            let atSide = gate.bank.level(of: GateUnderTest.line("relay-entry", Self.side))
            if round.isMultiple(of: 3) {
                await gate.advance(by: .seconds(8))
            } else {
                await gate.goThrough(.entry, at: atSide ? Self.side : GateUnderTest.inside)
                #expect(try await gate.seats() == [3, 0])
                try await gate.present(numbers[atSide ? 1 : 0], at: GateUnderTest.outside)
                await gate.goThrough(.exit)
            }
            #expect(try await gate.seats() == [2, 0])
        }
    }

    @Test func `a crowd at both gates at once never passes the cap`() async throws {
        let gate = try await GateUnderTest(gates: 2, cap: 2)
        try await gate.fill(40)
        let now = gate.time.now()
        let callers = try (1...40).map { number in
            (gate.controllers[number % 2], number % 2 == 0 ? GateUnderTest.inside : Self.side, try gate.pass(number))
        }
        await withTaskGroup { group in
            for (controller, lane, pass) in callers {
                group.addTask { await controller.present(pass, at: lane, seen: now) }
            }
        }
        let codes = gate.toldCodes
        #expect(codes.count == 40)
        #expect(codes.count(where: \.admits) == 2)
        #expect(try await gate.seats() == [0, 2])
        #expect(try await gate.recorded().count == 40)
    }
}
