import LibraryModel

/// After as many bad codes as are allowed the lane rests from further bad ones (GB 50396-2007 section 5.1.5). A good
/// pass is never held up by what others showed.
enum BadCodeRate: GateRule {
    static func check(_ circumstances: Circumstances, _ policy: AdmissionPolicy) -> Decision? {
        guard case .rejected = circumstances.pass, circumstances.recentBadCodes >= policy.badCodesAllowed else { return nil }
        return Decision(.rateLimited)
    }
}
