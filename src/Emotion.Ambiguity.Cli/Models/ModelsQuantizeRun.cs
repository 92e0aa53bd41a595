using Emotion.Ambiguity.Cli.Progress;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Models;

namespace Emotion.Ambiguity.Cli.Models;

/// <summary>Writes a language model's weights in another number format.</summary>
internal static class ModelsQuantizeRun
{
    public static async Task<int> RunAsync(string source, string target, LlamaCppWeightType type, bool json, TextWriter output, CancellationToken cancellationToken)
    {
        var path = ModelNames.Resolve("models quantize", source, ModelFileKind.LanguageModel)!;
        try
        {
            await LlamaCppQuantizer.QuantizeAsync(path, target, type, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException(fault.Message, fault);
        }

        var (before, after) = (new FileInfo(path).Length, new FileInfo(target).Length);
        if (json)
        {
            JsonOutput.WriteObject(output, o =>
            {
                o.WriteString("path", Path.GetFullPath(target));
                o.WriteString("type", type.ToString());
                o.WriteNumber("sizeBytes", after);
                o.WriteNumber("sourceBytes", before);
            });
        }
        else
        {
            await output.WriteLineAsync($"{Path.GetFullPath(target)}{Environment.NewLine}  {type}, {ByteText.Of(after)} instead of {ByteText.Of(before)}").ConfigureAwait(false);
        }

        return ExitCode.Success;
    }
}
