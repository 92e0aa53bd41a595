using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace Emotion.Ambiguity.Tests.Shared;

/// <summary>
/// Many made-up cases for one reader. Each case comes from the run's seed and its own number alone, so that it can be made again; one that fails is
/// kept in the test project's folder Corpus, and everything in there is tried again in each run. docs/reliability.md says how to run it for long.
/// </summary>
internal sealed class Fuzz(string target, Func<Random, byte[]> make, Action<byte[]> check)
{
    /// <summary>No reader of a small file may take longer: a case that does is a hang for whoever gives it.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Nor may it take so much memory.</summary>
    private const long MemoryLimit = 256 << 20;

    /// <summary>Cases of a run. The default is what CI bears.</summary>
    public static int Cases => Number("EMOTION_AMBIGUITY_FUZZ_CASES", 20_000);

    /// <summary>The run's seed; the same by default, so that CI is the same twice.</summary>
    public static int Seed => Number("EMOTION_AMBIGUITY_FUZZ_SEED", 1);

    private static int First => Number("EMOTION_AMBIGUITY_FUZZ_FIRST", 0);

    private string Corpus => RepositoryFiles.Get("tests", typeof(Fuzz).Assembly.GetName().Name!, "Corpus", target);

    /// <summary>Tries what was found before, then new cases.</summary>
    public void Run()
    {
        if (Directory.Exists(Corpus))
        {
            foreach (var file in Directory.GetFiles(Corpus).Order(StringComparer.Ordinal)) Try(File.ReadAllBytes(file), $"the kept case {Path.GetFileName(file)}", keep: false);
        }

        var started = Stopwatch.GetTimestamp();
        for (var index = First; index < First + Cases; index++) Try(make(RandomOf(index)), Inv($"case {index} of seed {Seed}"), keep: true);
        if (Environment.GetEnvironmentVariable("EMOTION_AMBIGUITY_FUZZ_REPORT") is { Length: > 0 } report)
            File.AppendAllText(report, Inv($"| {target} | {Cases} | {Seed} | {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s |\n"));
    }

    /// <summary>The random numbers of one case.</summary>
    public static Random RandomOf(int index) => new(unchecked((Seed * 1_000_003) ^ (index * 7919)));

    private void Try(byte[] content, string name, bool keep)
    {
        var started = Stopwatch.GetTimestamp();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            check(content);
            if (Stopwatch.GetElapsedTime(started) > Limit) throw new TimeoutException($"It took {Stopwatch.GetElapsedTime(started)}.");
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            if (allocated > MemoryLimit) throw new InvalidDataException(Inv($"It took {allocated} bytes of memory."));
        }
        catch (Exception fault)
        {
            var file = keep ? Keep(content) : "the corpus";
            throw new InvalidOperationException(
                $"{target}: {name} fails; it is kept in {file}. To make it again: EMOTION_AMBIGUITY_FUZZ_SEED={Seed} EMOTION_AMBIGUITY_FUZZ_FIRST=<number> EMOTION_AMBIGUITY_FUZZ_CASES=1. {fault.GetType().Name}: {fault.Message}", fault);
        }
    }

    private string Keep(byte[] content)
    {
        Directory.CreateDirectory(Corpus);
        var file = Path.Combine(Corpus, Convert.ToHexStringLower(SHA256.HashData(content))[..12] + ".bin");
        File.WriteAllBytes(file, content);
        return file;
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private static string Inv(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
