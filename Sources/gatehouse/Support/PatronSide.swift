import Accounts
import Foundation
import GateControl
import GateHardware
import LibraryModel
import LibraryStore
import Passes
import Secrets
import WebService

extension Settings {
    /// What patrons are served with at the gates of a topology; nil where no passes are issued, which is right for a gate
    /// whose library issues them elsewhere. Throws when a key file cannot be used.
    ///
    /// - Parameters:
    ///   - hashing: the one place where the program hashes passwords.
    ///   - present: presents a code at a lane as if its camera had read it.
    func patronParts(
        store: SQLiteStore, time: any TimeSource, lanes: [LanePlace], hashing: PasswordDesk,
        present: @escaping @Sendable ([UInt8], LaneID) async -> Decision?
    ) throws -> PatronParts? {
        guard FileManager.default.fileExists(atPath: secretKeyFile) else { return nil }
        var chance = SystemRandomNumberGenerator()
        let terms = self.terms
        return PatronParts(
            store: store, terms: { terms }, clock: WebClock(wall: { time.wall() }, now: { time.now() }),
            chance: { SystemRandomNumberGenerator() }, issuer: PassIssuer(ring: try KeyFile.load(secretKeyFile)),
            passLifetime: passes.lifetime, location: location, lanes: lanes,
            present: present, sessionKey: try AuthenticationKey.loadOrMake(sessionKeyFile, for: .session, using: &chance),
            kioskKey: try AuthenticationKey.loadOrMake(kioskKeyFile, for: .kiosk, using: &chance),
            passwords: web.signIn.contains(.password)
                ? PasswordSignIn(provider: LocalPasswords(book: StoredPasswords(store), desk: hashing), desk: hashing) : nil,
            university: try universitySignIn())
    }

    private func universitySignIn() throws -> UniversitySignIn? {
        guard web.signIn.contains(.cas), let cas = web.cas, let site = web.publicURL else { return nil }
        let field: CASPlace.PatronField =
            switch cas.patronFrom {
            case .user: .user
            case .attribute(let name): .attribute(name)
            }
        let place = try CASPlace(
            server: cas.server.description, service: site.origin + "/auth/cas/return", patronField: field)
        return UniversitySignIn(provider: CASProvider(place: place), name: cas.name)
    }
}

extension DeskParts {
    /// The desk of a running topology; `hashing` is the one place where the program hashes passwords.
    init(store: SQLiteStore, topology: Topology, hashing: PasswordDesk, time: any TimeSource) {
        self.init(
            store: store, passwords: PasswordCheck(book: StoredStaffPasswords(store), desk: hashing), hashing: hashing,
            act: { act, lane, reason in try await topology.act(act, at: lane, by: reason) },
            wait: { try await time.sleep(until: time.now() + $0) })
    }
}
