namespace Emotion.Ambiguity.Cli.Tests;

/// <summary>Results that cannot be written, on the device that is always full.</summary>
public sealed class FullDiskTests
{
    private const string FullDevice = "/dev/full";

    [Fact]
    public async Task ModelsList_OutputOnAFullDisk_SaysSoAndEndsWithACodeOfItsOwn()
    {
        if (!OperatingSystem.IsLinux()) return; // other systems have no such device
        var full = new StreamWriter(new FileStream(FullDevice, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0)) { AutoFlush = true };
        using var error = new StringWriter();

        var exitCode = await Tool.RunAsync(["models", "list", "--json"], full, error, CancellationToken.None);

        exitCode.ShouldBe(ExitCode.CannotWrite);
        error.ToString().ShouldContain("could be written");
        error.ToString().ShouldNotContain("   at ");
    }
}
