using System.CommandLine;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Cli.Recognize;

/// <summary>The recognize command: its arguments, and what they mean.</summary>
internal static class RecognizeCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var recognition = new RecognitionOptions();
        var files = new Argument<string[]>("files") { Description = "WAV files; - reads one from standard input.", Arity = ArgumentArity.ZeroOrMore };
        var text = new Option<string[]>("--text", "-t") { Description = "Words instead of sound; may be given several times." };
        var votes = new Option<string?>("--votes") { Description = "A CSV file with a column \"clip\" and a column of votes for each emotion. The default is votes.csv beside the clip, where there is one." };
        var json = new Option<bool>("--json") { Description = "A JSON object a line instead of tables." };

        var command = new Command("recognize", "Recognises the emotion of clips or words, as a distribution.")
        {
            files, text, votes, json,
        };
        recognition.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RecognizeRun.RunAsync(
            new RecognizeSettings
            {
                Utterances = Utterances(parsed.GetValue(files) ?? [], parsed.GetValue(text) ?? []),
                Recognition = recognition.Read(parsed),
                Votes = parsed.GetValue(votes),
                Json = parsed.GetValue(json),
            },
            output,
            error,
            cancellationToken));
        return command;
    }

    private static List<Utterance> Utterances(string[] files, string[] texts)
    {
        var utterances = new List<Utterance>();
        foreach (var file in files)
            utterances.Add(string.Equals(file, "-", StringComparison.Ordinal) ? Utterance.FromStream(Console.OpenStandardInput(), "standard input") : Utterance.FromFile(file));
        utterances.AddRange(texts.Select((t, i) => Utterance.FromText(t, texts.Length == 1 ? "text" : $"text {i + 1}")));
        if (utterances.Count == 0) throw new UsageException("Nothing to recognise. Name WAV files, or give words with --text \"...\".");
        return utterances;
    }
}
