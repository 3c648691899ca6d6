import Accounts
import Foundation
import GateControl
import GateHardware
import LibraryModel
import LibraryStore
import Passes
import WebService

extension Settings {
    /// What patrons are served with at the gates of a topology; nil where no passes are issued, which is right for a gate
    /// whose library issues them elsewhere.
    func patronParts(store: SQLiteStore, time: any TimeSource, topology: Topology) throws -> PatronParts? {
        guard FileManager.default.fileExists(atPath: secretKeyFile) else { return nil }
        var chance = SystemRandomNumberGenerator()
        let desk = PasswordDesk()
        let terms = self.terms
        return PatronParts(
            store: store, terms: { terms }, clock: WebClock(wall: { time.wall() }, now: { time.now() }),
            chance: { SystemRandomNumberGenerator() }, issuer: PassIssuer(ring: try secretKeys()),
            passLifetime: passes.lifetime, location: location, lanes: topology.lanes,
            present: { code, lane in await topology.present(code, at: lane) },
            sessionKey: try made(sessionKeyFile) { try SessionKey.loadOrMake($0, using: &chance) },
            kioskKey: try made(kioskKeyFile) { try KioskKey.loadOrMake($0, using: &chance) },
            passwords: web.signIn.contains(.password)
                ? PasswordSignIn(provider: LocalPasswords(book: StoredPasswords(store), desk: desk), desk: desk) : nil,
            university: try universitySignIn())
    }

    private func made<Key>(_ path: String, _ key: (String) throws -> Key) throws -> Key {
        do { return try key(path) } catch { throw Failure.exit(Failure.disk, "\(path): \(error)") }
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

extension StatusAnswers {
    /// What the board of a running topology says.
    init(of board: StatusBoard) {
        self.init(report: { await board.report() }, isReady: { await board.isReady() })
    }
}
