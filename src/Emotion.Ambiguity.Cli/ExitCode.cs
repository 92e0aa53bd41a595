namespace Emotion.Ambiguity.Cli;

/// <summary>What the tool tells the shell. Documented in docs/cli.md; changing a number is a breaking change.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>At least one input could not be recognised; the others were.</summary>
    public const int SomeInputsFailed = 1;

    /// <summary>The command line does not make sense.</summary>
    public const int Usage = 2;

    /// <summary>A model, a calibration profile, a probe or a native library cannot be loaded.</summary>
    public const int CannotLoad = 3;

    /// <summary>More answers than --max-invalid allows could not be read.</summary>
    public const int TooManyInvalid = 4;

    /// <summary>The disk is full, a folder is not there, or something may not be written; what was written before is whole.</summary>
    public const int CannotWrite = 5;

    /// <summary>Stopped by Ctrl-C.</summary>
    public const int Interrupted = 130;
}
