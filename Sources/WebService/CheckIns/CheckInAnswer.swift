/// `POST /api/v1/check-ins`.
struct CheckInAnswer: Encodable {
    let lane: String
    let direction: String
    let now: String
    let verdict: VerdictAnswer
}
