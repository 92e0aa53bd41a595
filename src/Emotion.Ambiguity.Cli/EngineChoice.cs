using Emotion.Ambiguity.Models.Mini;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Cli;

/// <summary>Which files have to be loaded for some utterances, and no others: words need neither Whisper nor a projector.</summary>
internal static class EngineChoice
{
    public static EngineFiles Files(string? model, InputMode? input, IEnumerable<Utterance> utterances, ComputeSettings compute)
    {
        var (hears, transcribes) = (false, false);
        foreach (var utterance in utterances.Where(HasSound))
        {
            hears |= input != InputMode.Transcript;
            transcribes |= input != InputMode.Audio && utterance.Text is null;
        }

        var embedded = model is null || (transcribes && compute.Whisper is null) ? EmbeddedModelFiles.Find() : null;
        var projector = compute.Projector ?? (model is null ? embedded!.AudioProjector : null);
        if (hears && projector is null && input is not null)
            throw new UsageException($"--input {input.ToString()!.ToLowerInvariant()}: the model has no audio projector, so it cannot hear. Name one with --projector, or use --input transcript.");
        return new EngineFiles(model ?? embedded!.LanguageModel, transcribes ? compute.Whisper ?? embedded!.Whisper : null, hears ? projector : null);
    }

    public static bool HasSound(Utterance utterance) => utterance.Audio is not null || utterance.FilePath is not null || utterance.Stream is not null;
}
