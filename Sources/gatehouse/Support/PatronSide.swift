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
    /// - Parameter present: presents a code at a lane as if its camera had read it.
    func patronParts(
        store: SQLiteStore, time: any TimeSource, lanes: [LanePlace],
        present: @escaping @Sendable ([UInt8], LaneID) async -> Decision?
    ) throws -> PatronParts? {
        guard FileManager.default.fileExists(atPath: secretKeyFile) else { return nil }
        var chance = SystemRandomNumberGenerator()
        let desk = PasswordDesk()
        let terms = self.terms
        return PatronParts(
            store: store, terms: { terms }, clock: WebClock(wall: { time.wall() }, now: { time.now() }),
            chance: { SystemRandomNumberGenerator() }, issuer: PassIssuer(ring: try KeyFile.load(secretKeyFile)),
            passLifetime: passes.lifetime, location: location, lanes: lanes,
            present: present, sessionKey: try AuthenticationKey.loadOrMake(sessionKeyFile, for: .session, using: &chance),
            kioskKey: try AuthenticationKey.loadOrMake(kioskKeyFile, for: .kiosk, using: &chance),
            passwords: web.signIn.contains(.password)
                ? PasswordSignIn(provider: LocalPasswords(book: StoredPasswords(store), desk: desk), desk: desk) : nil,
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
