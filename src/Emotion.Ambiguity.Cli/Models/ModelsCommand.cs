using System.CommandLine;
using Emotion.Ambiguity.Cli.Completion;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Models;

namespace Emotion.Ambiguity.Cli.Models;

/// <summary>The models command and what stands below it: list, download, verify, info, quantize.</summary>
internal static class ModelsCommand
{
    public static Command Create(TextWriter output, TextWriter error) => new("models", "Lists, downloads, verifies, describes and rewrites model files.")
    {
        List(output),
        Download(output, error),
        Verify(output, error),
        Info(output, error),
        Quantize(output),
    };

    private static Command List(TextWriter output)
    {
        var folder = Folder();
        var json = Json("A JSON array instead of a table.");
        var command = new Command("list", "Shows the catalogue: which models can be downloaded, and which are there.") { folder, json };
        command.SetAction(parsed => ModelsListRun.Run(new ModelStore(parsed.GetRequiredValue(folder)), parsed.GetValue(json), output));
        return command;
    }

    private static Command Download(TextWriter output, TextWriter error)
    {
        var names = new Argument<string[]>("names") { HelpName = "names", Description = "Names of the catalogue.", Arity = ArgumentArity.OneOrMore };
        names.CompletionSources.Add(_ => Choices.Items(ModelCatalog.Entries.Where(e => !e.IsEmbedded).Select(e => e.Name)));
        var folder = Folder();
        var mirror = new Option<string?>("--mirror") { Description = "The base address of a mirror laid out like Hugging Face. The default is HF_ENDPOINT of the environment, else https://huggingface.co/." };
        var proxy = new Option<string?>("--proxy") { Description = "A proxy, such as http://user:secret@proxy:8080. The default is what the environment says (HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY)." };
        var sha256 = new Option<string?>("--sha256") { Description = "The checksum that the file must have, instead of the catalogue's; for one name." };
        var json = Json("A JSON object a line instead of text.");
        var command = new Command("download", "Downloads models; a download that was cut goes on where it was.") { names, folder, mirror, proxy, sha256, json };
        command.SetAction((parsed, cancellationToken) => ModelsDownloadRun.RunAsync(
            new ModelsDownloadSettings
            {
                Names = parsed.GetRequiredValue(names),
                Folder = parsed.GetRequiredValue(folder),
                Mirror = parsed.GetValue(mirror) ?? Environment.GetEnvironmentVariable("HF_ENDPOINT"),
                Proxy = parsed.GetValue(proxy),
                Sha256 = parsed.GetValue(sha256),
                Json = parsed.GetValue(json),
            },
            output,
            error,
            cancellationToken));
        return command;
    }

    private static Command Verify(TextWriter output, TextWriter error)
    {
        var targets = Targets("Names of the catalogue, or files. The default is all that are there.", ArgumentArity.ZeroOrMore);
        var folder = Folder();
        var json = Json("A JSON object a line instead of a table.");
        var command = new Command("verify", "Computes the checksums of models and compares them with the catalogue's.") { targets, folder, json };
        command.SetAction((parsed, cancellationToken) =>
            ModelsVerifyRun.RunAsync(parsed.GetValue(targets) ?? [], new ModelStore(parsed.GetRequiredValue(folder)), parsed.GetValue(json), output, error, cancellationToken));
        return command;
    }

    private static Command Info(TextWriter output, TextWriter error)
    {
        var targets = Targets("Files, or names of the catalogue.", ArgumentArity.OneOrMore);
        var folder = Folder();
        var json = Json("A JSON object a line instead of text.");
        var command = new Command("info", "Shows what model files say about themselves: architecture, size, quantisation, context, vocabulary, chat template.") { targets, folder, json };
        command.SetAction(parsed => ModelsInfoRun.Run(parsed.GetRequiredValue(targets), new ModelStore(parsed.GetRequiredValue(folder)), parsed.GetValue(json), output, error));
        return command;
    }

    private static Command Quantize(TextWriter output)
    {
        var source = new Argument<string>("source") { HelpName = "source", Description = "A language model: a GGUF file, or a name of the catalogue." };
        source.CompletionSources.Add(_ => Choices.Items(ModelCatalog.Entries.Where(e => e.Kind == ModelFileKind.LanguageModel).Select(e => e.Name)));
        var target = new Argument<string>("target") { HelpName = "target", Description = "The file to write." };
        var type = new Option<LlamaCppWeightType>("--type") { Description = "The number format of the weights. The default is Q8, which loses next to nothing and is fast on a processor.", DefaultValueFactory = _ => LlamaCppWeightType.Q8 };
        var json = Json("A JSON object instead of text.");
        var command = new Command("quantize", "Writes a language model's weights in another number format: smaller, or faster on this processor.") { source, target, type, json };
        command.SetAction((parsed, cancellationToken) =>
            ModelsQuantizeRun.RunAsync(parsed.GetRequiredValue(source), parsed.GetRequiredValue(target), parsed.GetValue(type), parsed.GetValue(json), output, cancellationToken));
        return command;
    }

    private static Argument<string[]> Targets(string description, ArgumentArity arity)
    {
        var targets = new Argument<string[]>("models") { HelpName = "names or files", Description = description, Arity = arity };
        targets.CompletionSources.Add(_ => Choices.Items(ModelCatalog.Entries.Select(e => e.Name)));
        return targets;
    }

    private static Option<string> Folder() => new("--output", "-o")
    {
        Description = "The folder of downloaded models.",
        DefaultValueFactory = _ => ModelStore.DefaultFolder,
    };

    private static Option<bool> Json(string description) => new("--json") { Description = description };
}
