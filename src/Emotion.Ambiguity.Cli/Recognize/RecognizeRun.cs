using Emotion.Ambiguity.Cli.Progress;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Cli.Recognize;

/// <summary>Loads what is needed, recognises, and writes results as they come, in the order of the inputs.</summary>
internal static class RecognizeRun
{
    public static async Task<int> RunAsync(RecognizeSettings settings, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var loader = new RecognizerLoader(settings.Recognition, settings.Utterances);
        var options = await loader.ReadOptionsAsync(cancellationToken).ConfigureAwait(false);
        var votes = new VoteFiles(settings.Votes, options.Taxonomy);
        using var progress = new ProgressLine(error);
        progress.Say("loading models");
        var recognizer = await loader.LoadAsync(options, cancellationToken).ConfigureAwait(false);
        await using (recognizer.ConfigureAwait(false)) return await RecognizeAsync(recognizer, settings, votes, progress, output, error, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<int> RecognizeAsync(
        AmbiguousEmotionRecognizer recognizer, RecognizeSettings settings, VoteFiles votes, ProgressLine progress, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        IResultWriter writer = settings.Json ? new JsonResultWriter(output) : new TableResultWriter(output);
        var (done, failed, invalid) = (0, 0, 0);
        progress.Report("recognising", 0, settings.Utterances.Count);
        await foreach (var outcome in recognizer.RecognizeManyAsync(settings.Utterances, cancellationToken).ConfigureAwait(false))
        {
            done++;
            progress.Hide();
            if (outcome.Succeeded)
            {
                if (!outcome.Result.IsValid) invalid++;
                await writer.WriteAsync(outcome.Result, votes.Find(outcome.Utterance)).ConfigureAwait(false);
            }
            else
            {
                failed++;
                await error.WriteLineAsync(outcome.Error.Message).ConfigureAwait(false);
                await writer.WriteFailureAsync(outcome).ConfigureAwait(false);
            }

            if (done < settings.Utterances.Count) progress.Report("recognising", done, settings.Utterances.Count, outcome.Utterance.Id);
        }

        if (failed > 0 || invalid > 0)
            await error.WriteLineAsync($"{done} inputs: {done - failed - invalid} recognised, {invalid} with an unreadable answer, {failed} failed.").ConfigureAwait(false);
        if (failed > 0) return ExitCode.SomeInputsFailed;
        return invalid > settings.Recognition.Compute.MaxInvalidShare * done ? ExitCode.TooManyInvalid : ExitCode.Success;
    }
}
