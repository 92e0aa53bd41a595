using System.Diagnostics;
using System.Globalization;
using Emotion.Ambiguity.Models.Mini;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.Throughput.Inputs;
using Emotion.Ambiguity.Throughput.Measuring;
using Emotion.Ambiguity.WhisperCpp;

namespace Emotion.Ambiguity.Throughput.Scenarios;

/// <summary>Short clips with an encoder window that fits them, beside Whisper's whole 30 s.</summary>
internal sealed class WhisperScenario : IScenario
{
    private static readonly int[] Beams = [5, 1];

    public string Name => "whisper";

    public string Title => "Transcription of clips of 2 to 4 s, fitted window beside the whole 30 s";

    public async Task RunAsync(Settings settings, Report report, CancellationToken cancellationToken)
    {
        report.Note("Each clip is a pair of its own, both windows in turn; the ratio's spread is over the clips. Words are the same when they are equal without case and punctuation.");
        foreach (var folder in settings.ClipFolders)
        {
            var clips = ClipFolder.Load(folder, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), settings.ClipItems);
            var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
            foreach (var beams in Beams) await RunAsync(name, clips, beams, settings, report, cancellationToken);
        }
    }

    private static async Task RunAsync(string folder, IReadOnlyList<Audio> clips, int beams, Settings settings, Report report, CancellationToken cancellationToken)
    {
        var options = new WhisperCppOptions { BeamSize = beams, Threads = settings.Threads };
        await using var whole = WhisperCppTranscriber.Load(EmbeddedModelFiles.Find().Whisper, options);
        await using var fitted = WhisperCppTranscriber.Load(EmbeddedModelFiles.Find().Whisper, options with { AudioContext = AudioContextSizing.FitToClip });
        await TimeAsync(whole, clips[0], cancellationToken);
        await TimeAsync(fitted, clips[0], cancellationToken);
        var ratios = new List<double>();
        var (wholeTime, fittedTime, audioTime, same) = (TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, 0);
        foreach (var clip in clips)
        {
            await Console.Error.WriteAsync($"\r\e[K{folder}, {beams} beams, {ratios.Count + 1} of {clips.Count}");
            var (slow, words) = await TimeAsync(whole, clip, cancellationToken);
            var (fast, fittedWords) = await TimeAsync(fitted, clip, cancellationToken);
            ratios.Add(slow / fast);
            (wholeTime, fittedTime, audioTime) = (wholeTime + slow, fittedTime + fast, audioTime + clip.Duration);
            if (words == fittedWords) same++;
        }

        await Console.Error.WriteAsync("\r\e[K");
        var what = $"{folder}, {clips.Count} clips, {beams} {(beams == 1 ? "beam (greedy)" : "beams")}";
        report.Compare(
            "whisper tiny.en", $"{what}: real-time factor, fitted beside whole", Factor(fittedTime, audioTime), Factor(wholeTime, audioTime), Spread.Of(ratios), Limit.AtLeast(4, "x faster"));
        report.Figure(
            "whisper tiny.en", $"{what}: clips with the same words", string.Create(CultureInfo.InvariantCulture, $"{100.0 * same / clips.Count:0} % ({same})"), (double)same / clips.Count, Limit.AtLeast(0.95));
    }

    private static string Factor(TimeSpan time, TimeSpan audio) => string.Create(CultureInfo.InvariantCulture, $"{time / audio:0.000}");

    private static async Task<(TimeSpan Time, string Words)> TimeAsync(WhisperCppTranscriber transcriber, Audio clip, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var transcript = await transcriber.TranscribeAsync(clip, cancellationToken);
        var time = Stopwatch.GetElapsedTime(started);
        var letters = string.Concat(transcript.Text.Where(c => char.IsLetterOrDigit(c) || char.IsWhiteSpace(c))).ToLowerInvariant();
        return (time, string.Join(' ', letters.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }
}
