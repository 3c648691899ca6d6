import LaneControl
import StrictYAML

/// Reads the `turnstile` of a lane.
enum TurnstileReader {
    static func read(_ section: YAMLSection) -> LaneSettings? {
        let debounce = YAMLValue.duration(in: LaneSettings.allowedDebounce)
        let stuck = YAMLValue.duration(in: LaneSettings.allowedStuck)
        let pulse = section.optional("pulse", .duration(in: LaneSettings.allowedPulse))
        let wide = section.optional("wide", .flag) ?? false
        let wait = section.optional("passage-wait", .duration(in: LaneSettings.allowedPassageWait))
        let passage = section.optional("passage-debounce", debounce)
        let button = section.optional("button-debounce", debounce)
        let contact = section.optional("switch-debounce", debounce)
        let fire = section.optional("fire-debounce", debounce)
        let sensorStuck = section.optional("sensor-stuck", stuck)
        let buttonStuck = section.optional("button-stuck", stuck)
        let notReady = section.optional("not-ready-after", .duration(in: LaneSettings.allowedNotReadyAfter))
        let powerLoss = section.optional("power-loss-window", .duration(in: LaneSettings.allowedPowerLossWindow))
        let ready = section.optional("ready-input", .flag) ?? false
        let controlled = section.optional("exit-needs-grant", .flag) ?? false
        let hold = section.optional("hold-input", YAMLValue<InputStyle>.choice) ?? .latching
        let open = section.optional("open-input", YAMLValue<InputStyle>.choice) ?? .latching
        section.close()
        do {
            return try LaneSettings(
                pulse: pulse, passageWait: wait ?? (wide ? LaneSettings.widePassageWait : nil), passageDebounce: passage,
                buttonDebounce: button, switchDebounce: contact, fireDebounce: fire, sensorStuck: sensorStuck,
                buttonStuck: buttonStuck, notReadyAfter: notReady, powerLossWindow: powerLoss, hasReadyInput: ready,
                exitNeedsGrant: controlled, holdStyle: hold, openStyle: open)
        } catch {
            section.report("cannot be used: \(error)", at: error.setting)
            return nil
        }
    }
}
