using Emotion.Ambiguity.Speech.Cues.Pitch;

namespace Emotion.Ambiguity.Speech.Cues.Timing;

/// <summary>
/// Syllables without a transcript: voiced peaks of the energy with a dip between, after N. de Jong and T. Wempe, "Praat script to detect
/// syllable nuclei and measure speech rate automatically", Behavior Research Methods 41, 2009. Pure.
/// </summary>
internal static class SyllableCounter
{
    private const double DipDecibels = 2;

    public static int Count(SpeechActivity activity, PitchTrack track)
    {
        var (count, lowest, highest, peak) = (0, double.PositiveInfinity, double.NegativeInfinity, -1);
        for (var i = 0; i < activity.Grid.Count; i++)
        {
            var here = activity.Decibels[i];
            if (here > highest && here - lowest >= DipDecibels || peak >= 0 && here > highest) (highest, peak) = (here, i);
            if (peak >= 0 && (highest - here >= DipDecibels || i == activity.Grid.Count - 1))
            {
                if (IsNucleus(activity, track, peak)) count++;
                (peak, lowest, highest) = (-1, here, double.NegativeInfinity);
            }

            if (peak < 0) lowest = i == 0 ? double.NegativeInfinity : Math.Min(lowest, here);
        }

        return count;
    }

    private static bool IsNucleus(SpeechActivity activity, PitchTrack track, int frame)
    {
        var time = activity.Grid.TimeOf(frame);
        return activity.IsSpeechAt(time) && track.IsVoicedAt(time);
    }
}
