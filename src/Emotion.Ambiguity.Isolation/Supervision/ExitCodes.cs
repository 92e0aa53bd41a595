namespace Emotion.Ambiguity.Isolation.Supervision;

/// <summary>Says what an exit code means, where the system means something by it.</summary>
internal static class ExitCodes
{
    public static string Describe(int code)
    {
        var meaning = OperatingSystem.IsWindows() ? Windows(code) : Unix(code);
        return meaning is null ? $"exit code {code}" : $"exit code {code} ({meaning})";
    }

    private static string? Unix(int code) => (code - 128) switch
    {
        4 => "SIGILL: an instruction that this processor does not have",
        6 => "SIGABRT: an abort, as of a failed assertion",
        7 => "SIGBUS: bad memory access",
        8 => "SIGFPE: bad arithmetic",
        9 => "SIGKILL: killed from outside, as when memory runs out",
        11 => "SIGSEGV: bad memory access",
        15 => "SIGTERM: asked to end from outside",
        _ => null,
    };

    private static string? Windows(int code) => unchecked((uint)code) switch
    {
        0xC0000005 => "bad memory access",
        0xC000001D => "an instruction that this processor does not have",
        0xC0000017 => "out of memory",
        0xC0000409 => "an abort, as of a failed assertion",
        _ => null,
    };
}
