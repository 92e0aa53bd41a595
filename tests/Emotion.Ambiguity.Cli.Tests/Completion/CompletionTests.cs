using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Cli.Tests.Completion;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("", "recognize", "models", "completion")]
    [InlineData("rec", "recognize")]
    [InlineData("models ", "list", "download", "verify", "info")]
    [InlineData("models download whisper-b", "whisper-base", "whisper-base.en")]
    [InlineData("recognize --extractor ", "likelihood", "token", "text")]
    [InlineData("recognize --extractor text,tok", "text,token", "text,token-softmax")]
    [InlineData("recognize --taxonomy Cr", "CremaD6")]
    [InlineData("recognize --prompt ", "single", "ambiguous")]
    [InlineData("recognize --input ", "audio", "transcript", "both")]
    [InlineData("recognize --model llama", "llama-3.2-1b", "llama-3.1-8b")]
    [InlineData("evaluate --dataset cre", "crema-d=")]
    [InlineData("evaluate --calibrate temperature,v", "temperature,vector")]
    [InlineData("compare --whisper whisper-s", "whisper-small", "whisper-small.en")]
    [InlineData("completion ", "bash", "zsh", "fish", "pwsh")]
    public async Task Suggest_BeginningOfALine_OffersWhatMayCome(string line, params string[] expected)
    {
        var run = await ToolRun.RunAsync($"[suggest:{line.Length}]", line);
        run.ExitCode.ShouldBe(0, run.Error);
        foreach (var value in expected) run.Lines.ShouldContain(value);
    }

    [Theory]
    [InlineData("bash", "complete -o default -F")]
    [InlineData("zsh", "#compdef emotion-ambiguity")]
    [InlineData("fish", "complete -c emotion-ambiguity")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public async Task Completion_Shell_PrintsItsScript(string shell, string line)
    {
        var run = await ToolRun.RunAsync("completion", shell);
        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldSatisfyAllConditions(o => o.ShouldContain(line), o => o.ShouldContain("[suggest:"));
    }

    [Fact]
    public async Task Completion_UnknownShell_NamesTheKnownOnes()
    {
        var run = await ToolRun.RunAsync("completion", "tcsh");
        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain("bash, zsh, fish, pwsh");
    }

    [Theory]
    [InlineData("emotion-ambiguity rec", "recognize")]
    [InlineData("emotion-ambiguity recognize --taxonomy Crem", "CremaD6")]
    [InlineData("emotion-ambiguity recognize -e text,likelihood-p", "text,likelihood-per-token")]
    [InlineData("emotion-ambiguity models download whisper-base.e", "whisper-base.en")]
    public async Task Completion_InARealBash_CompletesTheWord(string line, string expected)
    {
        if (OperatingSystem.IsWindows()) return; // it has its own shells; the script is tested above as text
        var folder = Directory.CreateTempSubdirectory("ea-completion-").FullName;
        try
        {
            // The command as an installed tool has it: one word on the PATH.
            var command = Path.Combine(folder, "emotion-ambiguity");
            await File.WriteAllTextAsync(command, $"#!/bin/bash\nexec dotnet exec \"{Path.Combine(AppContext.BaseDirectory, "emotion-ambiguity.dll")}\" \"$@\"\n");
            File.SetUnixFileMode(command, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            await File.WriteAllTextAsync(Path.Combine(folder, "script"), (await ToolRun.RunAsync("completion", "bash")).Output);
            const string Ask = """
                export PATH="$1:$PATH"; source "$1/script"
                COMP_LINE="$2"; COMP_POINT=${#COMP_LINE}; read -r -a COMP_WORDS <<< "$COMP_LINE"; COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                _emotion_ambiguity; printf '%s\n' "${COMPREPLY[@]}"
                """;
            var run = await ProcessRun.RunAsync("/bin/bash", folder, ["--norc", "-c", Ask, "bash", folder, line]);
            run.ExitCode.ShouldBe(0, run.All);
            run.Lines.ShouldBe([expected], run.All);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
