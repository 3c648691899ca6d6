public import LibraryModel

/// What the screen of a lane says besides the answer to a pass.
public enum ScreenNotice: String, Sendable, CaseIterable {
    case showToEnter, showToLeave, houseFull, reading
    case othersFirst, tooManyWait
    case freePassage, held
    case emergencyInside, emergencyOutside
    case laneDown, exitDown, cameraDown
    /// The store takes no entry.
    case entryDown
}

/// The words of a screen with its lamp and tone.
public struct ScreenPrompt: Hashable, Sendable {
    public let title: BilingualText
    public let next: BilingualText
    /// Nil while nothing is to be said in colour.
    public let lamp: Prompt.Lamp?
    /// Nil for what comes and goes in silence.
    public let tone: Prompt.Tone?
}

/// The prompt for a notice.
public func wording(for notice: ScreenNotice) -> ScreenPrompt {
    switch notice {
    case .showToEnter:
        prompt(("请出示入馆码", "Show your code to enter"), ("二维码正对镜头，或用手机扫描本屏", "Hold it to the camera, or scan this screen"))
    case .showToLeave:
        prompt(("请出示签退码", "Show your code to leave"), ("二维码正对镜头，或用手机扫描本屏", "Hold it to the camera, or scan this screen"))
    case .houseFull:
        prompt(("馆内已满", "Full"), ("有人离馆后即可入馆", "You can enter when somebody leaves"), .amber)
    case .reading:
        prompt(("正在读取", "Reading"), ("请稍候", "One moment"))
    case .othersFirst:
        prompt(("请稍候", "Please wait"), ("前一位通过后请走", "Go when the one before you has passed"), .amber, .attention)
    case .tooManyWait:
        prompt(("通道繁忙", "Lane busy"), ("请稍候，再出示二维码", "Wait a moment, then show your code again"), .amber, .attention)
    case .freePassage:
        prompt(("自由通行", "Free passage"), ("请直接通过", "Walk through"), .green)
    case .held:
        prompt(("暂停入馆", "Entry stopped"), ("请听从工作人员安排", "Please follow the staff"), .red, .stop)
    case .emergencyInside:
        prompt(("紧急疏散", "Emergency"), ("请从此处离开", "Leave here, now"), .green, .alarm)
    case .emergencyOutside:
        prompt(("紧急疏散", "Emergency"), ("请勿入馆，立即离开", "Do not enter, leave the building"), .red, .alarm)
    case .laneDown:
        prompt(("通道停用", "Lane out of order"), ("请走其他通道或找工作人员", "Use another lane or see staff"), .amber, .attention)
    case .exitDown:
        prompt(("通道停用", "Lane out of order"), ("请走其他出口或找工作人员", "Use another exit or see staff"), .amber, .attention)
    case .entryDown:
        prompt(("暂时无法入馆", "No entry for the moment"), ("请找工作人员", "Please see staff"), .amber)
    case .cameraDown:
        prompt(("摄像头停用", "Camera out of order"), ("请用手机扫描本屏，或走其他通道", "Scan this screen with your phone, or use another lane"), .amber)
    }
}

private func prompt(
    _ title: WordingRow.Words, _ next: WordingRow.Words, _ lamp: Prompt.Lamp? = nil, _ tone: Prompt.Tone? = nil
) -> ScreenPrompt {
    ScreenPrompt(
        title: BilingualText(zh: title.zh, en: title.en), next: BilingualText(zh: next.zh, en: next.en), lamp: lamp, tone: tone)
}
