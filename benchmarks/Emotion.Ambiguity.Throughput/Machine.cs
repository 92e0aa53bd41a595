using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Throughput.Measuring;
using Emotion.Ambiguity.WhisperCpp;

namespace Emotion.Ambiguity.Throughput;

/// <summary>One line that says where the figures come from.</summary>
internal static class Machine
{
    public static string Describe(Settings settings)
    {
        var engine = LlamaCppEngine.Probe(settings.ModelOptions);
        var version = typeof(LlamaCppModel).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            # Throughput

            Machine: {Processor()}, {Environment.ProcessorCount} processors, load {Load()} at the start; {settings.Threads} threads; {RuntimeInformation.FrameworkDescription},
            {RuntimeInformation.OSDescription}; Emotion.Ambiguity {version}, llama.cpp {engine.Version} ({string.Join(", ", engine.Backends)}; {string.Join(" ", engine.CpuFeatures)}), whisper.cpp {Whisper()}.
            {settings.Texts.Count} utterances ({settings.SlowItems} in the slow loops), {settings.Repeats} repeats, taken in turns; a ratio is the median over the repeats, with the lowest and the highest.
            """);
    }

    private static string Whisper()
    {
        try
        {
            return WhisperCppEngine.Probe().Version;
        }
        catch (NativeLibraryException)
        {
            return "missing";
        }
    }

    private static string Load() => ProcFile.Read("/proc/loadavg") is { } text ? text.Split(' ')[0] : "unknown";

    private static string Processor()
    {
        var line = ProcFile.Read("/proc/cpuinfo")?.Split('\n').FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal));
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':') + 1)..].Trim();
    }
}
