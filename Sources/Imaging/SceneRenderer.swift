/// Draws a ``DrawnScene`` as the camera would give it: background, phone, glare, blur, motion, noise, in that order.
///
/// The same scene and the same state of the generator always give the same picture.
public enum SceneRenderer {
    /// The frame of `scene`; chance (clutter, noise) comes from `generator`, of which one number is taken. With `backdrop`
    /// the phone is held before that picture, whose size the frame has, and not before a drawn background.
    public static func frame(
        of scene: DrawnScene, before backdrop: LumaImage? = nil, using generator: inout some RandomNumberGenerator
    ) -> LumaImage {
        var chance = SplitMix(seed: generator.next())
        let width = backdrop?.width ?? scene.width.limited(to: 16...4096)
        let height = backdrop?.height ?? scene.height.limited(to: 16...4096)
        var canvas = Canvas(width: width, height: height)
        if let backdrop {
            canvas.levels = backdrop.pixels.map(Float.init)
        } else {
            let background = Float(scene.background.limited(to: 0...255))
            canvas.paintBackground(level: background, shapes: scene.clutter.limited(to: 0...500), &chance)
        }
        if let symbol = scene.symbol {
            let view = PhoneView(of: scene, side: symbol.side, width: width, height: height)
            let (light, dark) = (scene.light.limited(to: 0...255), scene.dark.limited(to: 0...255))
            canvas.paintPhone(symbol, view, light: light, dark: dark, scene.isInverted)
            if let glare = scene.glare { paint(glare, view, symbol.side, on: &canvas) }
        }
        canvas.blur(deviation: scene.blur.limited(to: 0...16))
        canvas.smear(length: scene.motion.limited(to: 0...64), degrees: scene.motionDirection)
        return canvas.exposed(noise: Float(scene.noise.limited(to: 0...64)), &chance)
    }

    private static func paint(_ glare: DrawnScene.Glare, _ view: PhoneView, _ side: Int, on canvas: inout Canvas) {
        let place = view.pixel(
            ofModuleX: glare.x.limited(to: -1...2) * Double(side), y: glare.y.limited(to: -1...2) * Double(side))
        canvas.paintGlare(
            x: place.x, y: place.y, radius: glare.radius.limited(to: 1...500), strength: glare.strength.limited(to: 0...400))
    }
}
