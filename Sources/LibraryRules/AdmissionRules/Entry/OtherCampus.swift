import LibraryModel

/// R3, B18: a booking is good at its own campus only; the prompt names it, and no violation follows.
enum OtherCampus: PassRule {
    static func check(_ arrival: Arrival) -> Decision? {
        arrival.campus == arrival.circumstances.campus ? nil : Decision(.wrongCampus, campus: arrival.campus)
    }
}
