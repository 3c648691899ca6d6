import Accounts
import Dispatch
import Foundation
import LibraryModel
import LibraryStore
import Testing
import WebService

@Suite("many sign in at once")
struct SignInFloodTests {
    @Test("of forty wrong tries side by side from one address no more are looked at than one after another would be", arguments: [false, true])
    func sideBySide(atDesk: Bool) async throws {
        let desk = try await DeskUnderTest()
        var rates = WebRates()
        rates.wrongTries = WebRates.Rate(burst: 3, each: .seconds(1000))
        try await served(try desk.parts(rates: rates)) { port in
            let answers = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<40 {
                    group.addTask {
                        let phone = try Phone(port: port)
                        let answer = atDesk
                            ? try await phone.ask(.deskSignIn, nil, ["login": "guess\(number)", "password": "guess"])
                            : try await phone.ask(.signIn, nil, ["card": "20219900\(10 + number)", "password": "guess"])
                        return answer.status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.count { $0 == 401 } == 3)
            #expect(answers.count { $0 == 429 } == 37)
        }
    }

    @Test("right passwords count against no address, however many there are")
    func right() async throws {
        let library = try await LibraryUnderTest()
        var rates = WebRates()
        rates.wrongTries = WebRates.Rate(burst: 1, each: .seconds(1000))
        try await library.open(try library.parts(rates: rates)) { port in
            for _ in 0..<4 { try await Phone(port: port).signIn(LibraryUnderTest.anna) }
        }
    }

    @Test("patrons and staff are hashed in one place; when too many wait there, both are told to come again, and nothing is counted")
    func busy() async throws {
        let desk = try await DeskUnderTest()
        let (arrivals, held) = (AsyncStream<Void>.makeStream(), DispatchSemaphore(value: 0))
        let queue = BlockingQueue(longest: 0)
        let hashing = PasswordDesk(cost: .least, queue: queue)
        var parts = try desk.parts()
        let store = desk.store
        parts.patrons?.passwords = PasswordSignIn(
            provider: LocalPasswords(book: StoredPasswords(store), desk: hashing), desk: hashing)
        parts.desk?.passwords = PasswordCheck(book: StoredStaffPasswords(store), desk: hashing)
        try await served(parts) { port in
            // A patron's password is being hashed.
            async let _: Void? = queue.run {
                arrivals.continuation.yield()
                held.wait()
            }
            for await _ in arrivals.stream { break }
            let phone = try Phone(port: port)
            for card in [LibraryUnderTest.anna, "2021999999"] {
                let answer = try await phone.ask(.signIn, nil, ["card": card, "password": "guess"])
                #expect(answer.status == 503 && answer.headers["retry-after"] == "3" && answer.body.contains("sign_in_busy"))
            }
            for login in ["anna", "nobody"] {
                let answer = try await phone.ask(.deskSignIn, nil, ["login": login, "password": "guess"])
                #expect(answer.status == 503 && answer.headers["retry-after"] == "3" && answer.body.contains("sign_in_busy"))
            }
            held.signal()
            let anna = try #require(PatronID(rawValue: LibraryUnderTest.anna))
            #expect(try await store.account(of: anna)?.wrongTries == 0)
            let member = try #require(StaffID(rawValue: "anna"))
            #expect(try await store.staff(member)?.wrongTries == 0)
        }
    }
}
