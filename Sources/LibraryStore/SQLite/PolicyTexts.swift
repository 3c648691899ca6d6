internal import Foundation
internal import LibraryModel
internal import LibraryRules
internal import Synchronization

/// The text and id of the policy in force, worked out once: it changes only with the configuration.
final class PolicyTexts: Sendable {
    struct Entry: Sendable {
        let policy: AdmissionPolicy
        let json: String
        let id: String
        /// The row is known to be on disk.
        var stored = false
    }

    // A lock, because the callers' tasks and the database's queue both look here, for nanoseconds.
    private let latest = Mutex<Entry?>(nil)

    func entry(for policy: AdmissionPolicy) throws -> Entry {
        if let known = latest.withLock({ $0 }), known.policy == policy { return known }
        let json = try FactsText.encode(policy)
        let entry = Entry(policy: policy, json: json, id: Fingerprint.of(json))
        latest.withLock { $0 = entry }
        return entry
    }

    /// Only after the commit, since a rolled-back row is not there.
    func noteStored(_ policy: AdmissionPolicy) {
        latest.withLock { if $0?.policy == policy { $0?.stored = true } }
    }
}
