namespace Emotion.Ambiguity.Speech.Cues.Signals;

/// <summary>Levels as Praat tells them: samples as if they were pascals, relative to 2e-5 of them. Pure.</summary>
internal static class SoundLevel
{
    public const double ReferencePower = 4e-10;

    /// <param name="power">A mean of squares, above 0.</param>
    public static double Decibels(double power) => 10 * Math.Log10(power / ReferencePower);
}
