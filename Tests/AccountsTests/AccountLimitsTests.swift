import Accounts
import Testing

@Suite("Limits of accounts")
struct AccountLimitsTests {
    @Test("a password that a patron may choose may also be given")
    func order() { #expect(AccountLimits.shortestPassword < AccountLimits.longestPassword) }
}
