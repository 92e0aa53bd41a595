using System.CommandLine;
using System.Runtime.InteropServices;
using Emotion.Ambiguity.Cli.Models;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Models;
using Emotion.Ambiguity.Models.Mini;
using Emotion.Ambiguity.WhisperCpp;

namespace Emotion.Ambiguity.Cli.Info;

/// <summary>The info command: which natives, CPU features and models were found, and what is missing.</summary>
internal static class InfoCommand
{
    public static Command Create(TextWriter output)
    {
        var json = new Option<bool>("--json") { Description = "A JSON object instead of text." };
        var command = new Command("info", "Shows which native libraries, CPU features and models were found.") { json };
        command.SetAction(parsed => Run(output, parsed.GetValue(json)));
        return command;
    }

    private static int Run(TextWriter output, bool json)
    {
        var version = typeof(InfoCommand).Assembly.GetName().Version?.ToString(3) ?? "";
        if (json) return InfoJson.Write(output, version) ? ExitCode.Success : ExitCode.CannotLoad;
        output.WriteLine($"emotion-ambiguity {version} on {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}, {Environment.ProcessorCount} logical cores");
        var complete = Section(output, "llama.cpp", () => Llama(output));
        complete &= Section(output, "whisper.cpp", () => Whisper(output));
        complete &= Section(output, "embedded models", () => EmbeddedModels(output));
        Section(output, "downloaded models", () => DownloadedModels(output));
        return complete ? ExitCode.Success : ExitCode.CannotLoad;
    }

    private static bool Section(TextWriter output, string title, Action write)
    {
        output.WriteLine();
        output.WriteLine(title);
        try
        {
            write();
            return true;
        }
        catch (EmotionAmbiguityException fault)
        {
            output.WriteLine($"  missing: {fault.Message}");
            return false;
        }
    }

    private static void Llama(TextWriter output)
    {
        var info = LlamaCppEngine.Probe();
        output.WriteLine($"  version       {info.Version}");
        output.WriteLine($"  folder        {info.NativeFolder}");
        output.WriteLine($"  files         {string.Join(", ", info.Files.Select(Path.GetFileName))}");
        output.WriteLine($"  back ends     {string.Join(", ", info.Backends)}");
        foreach (var device in info.Devices) output.WriteLine($"  device        {device.Name}: {device.Description} ({device.Kind}, {device.MemoryBytes / 1_000_000_000.0:0.0} GB)");
        output.WriteLine($"  computes on   {Computing(info)}");
        output.WriteLine($"  CPU features  {string.Join(", ", info.CpuFeatures)}");
    }

    // GPU layers are never computed on the processor in silence, so the user must know beforehand whether they can be asked for.
    private static string Computing(LlamaCppEngineInfo info)
    {
        var gpus = info.Devices.Where(d => d.Kind is LlamaCppDeviceKind.Gpu or LlamaCppDeviceKind.IntegratedGpu).Select(d => d.Name).ToArray();
        return gpus.Length == 0 ? "the processor; no GPU was found, so --gpu-layers is an error" : $"the processor, and with --gpu-layers on {string.Join(", ", gpus)}";
    }

    private static void Whisper(TextWriter output)
    {
        var info = WhisperCppEngine.Probe();
        output.WriteLine($"  version       {info.Version}");
        output.WriteLine($"  file          {info.NativeFile}");
        output.WriteLine($"  CPU features  {string.Join(", ", info.CpuFeatures)}");
    }

    private static void EmbeddedModels(TextWriter output)
    {
        var files = EmbeddedModelFiles.Find();
        output.WriteLine($"  folder        {files.Folder}");
        foreach (var (role, path) in new[] { ("language", files.LanguageModel), ("audio", files.AudioProjector), ("speech", files.Whisper) })
        {
            var file = new FileInfo(path);
            output.WriteLine($"  {role,-13} {file.Name}{(file.Exists ? $", {file.Length / 1_000_000.0:0.0} MB" : ", not there")}");
        }
    }

    private static void DownloadedModels(TextWriter output)
    {
        var store = new ModelStore(ModelStore.DefaultFolder);
        var names = ModelNames.Downloaded(store).ToArray();
        output.WriteLine($"  folder        {store.Folder}");
        output.WriteLine($"  names         {(names.Length > 0 ? string.Join(", ", names) : "none; see models list")}");
    }
}
