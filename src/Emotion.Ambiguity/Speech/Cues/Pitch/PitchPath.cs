namespace Emotion.Ambiguity.Speech.Cues.Pitch;

/// <summary>Which candidate of each frame is the pitch: the path of least cost through all frames (Boersma 1993, section 3). Pure.</summary>
internal static class PitchPath
{
    /// <returns>The pitch of each frame in Hz, 0 where it is unvoiced.</returns>
    public static double[] Find(PitchCandidates candidates, AcousticCueOptions options)
    {
        var hz = new double[candidates.Frames];
        if (hz.Length == 0) return hz;

        // Costs are meant for steps of 10 ms.
        var scale = 0.01 / options.StepSeconds;
        var (jump, voicing) = (options.OctaveJumpCost * scale, options.VoicedUnvoicedCost * scale);
        var from = new byte[candidates.Frames * PitchCandidates.Max];
        var (scores, next) = (new double[PitchCandidates.Max], new double[PitchCandidates.Max]);
        for (var frame = 0; frame < candidates.Frames; frame++)
        {
            var here = candidates.Hz(frame);
            for (var i = 0; i < here.Length; i++)
            {
                var (best, origin) = (double.NegativeInfinity, 0);
                var before = frame > 0 ? candidates.Hz(frame - 1) : [];
                for (var j = 0; j < before.Length; j++)
                {
                    var score = scores[j] - Transition(before[j], here[i], options.PitchCeilingHz, jump, voicing);
                    if (score > best) (best, origin) = (score, j);
                }

                from[frame * PitchCandidates.Max + i] = (byte)origin;
                next[i] = (frame > 0 ? best : 0) + Worth(candidates, frame, i, options);
            }

            (scores, next) = (next, scores);
        }

        var last = IndexOfMax(scores.AsSpan(0, candidates.Hz(candidates.Frames - 1).Length));
        for (var frame = candidates.Frames - 1; frame >= 0; frame--)
        {
            var pitch = candidates.Hz(frame)[last];
            if (IsVoiced(pitch, options.PitchCeilingHz)) hz[frame] = pitch;
            last = from[frame * PitchCandidates.Max + last];
        }

        return hz;
    }

    private static double Worth(PitchCandidates candidates, int frame, int index, AcousticCueOptions options)
    {
        var hz = candidates.Hz(frame)[index];
        if (IsVoiced(hz, options.PitchCeilingHz))
            return candidates.Strength(frame)[index] - options.OctaveCost * Math.Log2(options.PitchCeilingHz / hz);
        var quiet = options.SilenceThreshold > 0
            ? Math.Max(0, 2 - candidates.Intensity[frame] / (options.SilenceThreshold / (1 + options.VoicingThreshold)))
            : 0;
        return options.VoicingThreshold + quiet;
    }

    private static double Transition(double a, double b, double ceiling, double jump, double voicing)
    {
        var (voicedA, voicedB) = (IsVoiced(a, ceiling), IsVoiced(b, ceiling));
        if (voicedA != voicedB) return voicing;
        return voicedA ? jump * Math.Abs(Math.Log2(a / b)) : 0;
    }

    private static bool IsVoiced(double hz, double ceiling) => hz > 0 && hz < ceiling;

    private static int IndexOfMax(ReadOnlySpan<double> scores)
    {
        var best = 0;
        for (var i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[best]) best = i;
        }

        return best;
    }
}
