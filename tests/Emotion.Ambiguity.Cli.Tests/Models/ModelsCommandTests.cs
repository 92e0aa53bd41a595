using System.Security.Cryptography;
using System.Text.Json;
using Emotion.Ambiguity.Cli.Models;
using Emotion.Ambiguity.Models;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Cli.Tests.Models;

/// <summary>The models command against a server on this machine.</summary>
public sealed class ModelsCommandTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ea-cli-models-").FullName;
    private readonly byte[] _content = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * 7))];
    private readonly ModelServer _server;

    public ModelsCommandTests() => _server = new ModelServer(_content);

    private string Hash => Convert.ToHexStringLower(SHA256.HashData(_content));

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task List_Table_NamesEveryModelWithSizeAndLicence()
    {
        var run = await ToolRun.RunAsync("models", "list", "--output", _folder);
        run.ExitCode.ShouldBe(0, run.Error);
        foreach (var entry in ModelCatalog.Entries) run.Output.ShouldContain(entry.Name);
        run.Output.ShouldSatisfyAllConditions(o => o.ShouldContain("Apache-2.0"), o => o.ShouldContain("4.92 GB"), o => o.ShouldContain("embedded"), o => o.ShouldContain(_folder));
    }

    [Fact]
    public async Task List_Json_SaysWhatIsThere()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "ggml-base.en.bin"), "x");
        var run = await ToolRun.RunAsync("models", "list", "--json", "-o", _folder);
        using var json = JsonDocument.Parse(run.Output);
        var entries = json.RootElement.EnumerateArray().ToDictionary(e => e.GetProperty("name").GetString()!, StringComparer.Ordinal);
        entries.Count.ShouldBe(ModelCatalog.Entries.Length);
        entries["whisper-base.en"].GetProperty("path").GetString().ShouldBe(Path.Combine(_folder, "ggml-base.en.bin"));
        entries["whisper-base"].GetProperty("path").ValueKind.ShouldBe(JsonValueKind.Null);
        entries["mini"].GetProperty("path").GetString().ShouldNotBeNull();
    }

    [Fact]
    public async Task Quantize_EmbeddedModel_WritesAModelThatAnswers()
    {
        var target = Path.Combine(_folder, "mini-q8.gguf");
        var run = await ToolRun.RunAsync("models", "quantize", "mini", target, "--json");
        run.ExitCode.ShouldBe(0, run.Error);
        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("sizeBytes").GetInt64().ShouldBe(new FileInfo(target).Length);
        json.RootElement.GetProperty("type").GetString().ShouldBe("Q8");
        (await ToolRun.RunAsync("models", "info", target)).Output.ShouldContain("Q8_0");
        (await ToolRun.RunAsync("recognize", "--text", "We won!", "--model", target, "--threads", "1")).ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("no-such-name", "x.gguf", 3)]
    [InlineData("whisper-tiny.en-q5_1", "x.gguf", 2)]
    [InlineData("mini", "no/such/folder/x.gguf", 2)]
    public async Task Quantize_WhatCannotBe_SaysWhy(string source, string target, int exitCode)
    {
        var run = await ToolRun.RunAsync("models", "quantize", source, Path.Combine(_folder, target));
        run.ExitCode.ShouldBe(exitCode, run.Error);
        run.Error.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Download_FromAMirror_VerifiesAndSaysWhatToDoNext()
    {
        _server.Then(new ModelServer.Fault(CutAfter: 40_000));
        var run = await DownloadAsync("--sha256", Hash);
        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldSatisfyAllConditions(
            o => o.ShouldContain(Path.Combine(_folder, "ggml-tiny.bin")), o => o.ShouldContain($"verified: SHA-256 {Hash}"), o => o.ShouldContain("licence: MIT"), o => o.ShouldContain("--whisper whisper-tiny"));
        run.Error.ShouldBeEmpty();
        _server.Requests[0].Target.ShouldBe("/ggerganov/whisper.cpp/resolve/main/ggml-tiny.bin");
    }

    [Fact]
    public async Task Download_Json_IsAllThatIsWritten()
    {
        var run = await DownloadAsync("--sha256", Hash, "--json");
        using var json = JsonDocument.Parse(run.Output);
        var root = json.RootElement;
        (root.GetProperty("name").GetString(), root.GetProperty("verified").GetBoolean(), root.GetProperty("sizeBytes").GetInt64(), root.GetProperty("wasThere").GetBoolean()).ShouldBe(("whisper-tiny", true, 100_000, false));
        (await DownloadAsync("--sha256", Hash, "--json")).Output.ShouldContain("\"wasThere\":true");
    }

    [Fact]
    public async Task Download_AnotherFileThanTheCatalogues_Fails()
    {
        var other = await DownloadAsync();
        other.ExitCode.ShouldBe(ExitCode.SomeInputsFailed);
        other.Error.ShouldContain("100000 bytes, but the catalogue means one of 77691713");
        var wrong = await DownloadAsync("--sha256", new string('0', 64));
        wrong.ExitCode.ShouldBe(ExitCode.SomeInputsFailed);
        wrong.Error.ShouldContain("ggml-tiny.bin.bad");
    }

    [Fact]
    public async Task Download_ThroughAProxy_AsksTheProxy()
    {
        var run = await ToolRun.RunAsync("models", "download", "whisper-tiny", "-o", _folder, "--mirror", "http://models.invalid/", "--proxy", _server.Address.AbsoluteUri, "--sha256", Hash);
        run.ExitCode.ShouldBe(0, run.Error);
        _server.Requests.ShouldHaveSingleItem().Target.ShouldStartWith("http://models.invalid/");
    }

    [Fact]
    public void Download_NoChecksum_SaysPlainlyThatNothingWasVerified()
    {
        var result = new ModelDownloadResult("/x/y.gguf", Hash, 5, IsVerified: false, WasThere: false, ResumedBytes: 0);
        string.Join('\n', ModelsDownloadRun.Describe(ModelCatalog.Entries[0] with { Sha256 = null }, result)).ShouldContain($"not verified: the catalogue has no checksum. It has SHA-256 {Hash}");
    }

    [Theory]
    [InlineData("no model \"nonesuch\"", "nonesuch")]
    [InlineData("comes with the tool", "mini")]
    [InlineData("64 hexadecimal digits", "whisper-tiny", "--sha256", "abc")]
    [InlineData("one name only", "whisper-tiny", "whisper-base", "--sha256", "0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("is no address", "whisper-tiny", "--mirror", "mirror")]
    [InlineData("must be an absolute http", "whisper-tiny", "--mirror", "ftp://mirror/")]
    public async Task Download_SenselessCommandLine_SaysWhatToChange(string message, params string[] arguments)
    {
        var run = await ToolRun.RunAsync(["models", "download", "-o", _folder, .. arguments]);
        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain(message);
    }

    [Fact]
    public async Task Verify_EmbeddedModels_AreTheOnesThatAreMeant()
    {
        var run = await ToolRun.RunAsync("models", "verify", "mini", "mini-projector", "whisper-tiny.en-q5_1");
        run.ExitCode.ShouldBe(0, run.Output + run.Error);
        run.Lines.Count(l => l.StartsWith("verified", StringComparison.Ordinal)).ShouldBe(3);
    }

    [Fact]
    public async Task Verify_DamagedUnknownAndMissing_SaysWhich()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "ggml-tiny.bin"), "damaged");
        await File.WriteAllBytesAsync(Path.Combine(_folder, "own.gguf"), _content);
        var run = await ToolRun.RunAsync("models", "verify", "whisper-tiny", "whisper-base", Path.Combine(_folder, "own.gguf"), "-o", _folder, "--json");
        run.ExitCode.ShouldBe(ExitCode.SomeInputsFailed);
        var states = run.Lines.Select(l =>
        {
            using var json = JsonDocument.Parse(l);
            return (json.RootElement.GetProperty("name").GetString(), json.RootElement.GetProperty("state").GetString());
        });
        states.ShouldBe([("whisper-tiny", "Differs"), ("whisper-base", "Missing"), (null, "NotPinned")]);
    }

    [Fact]
    public async Task Verify_RenamedFile_IsKnownByItsChecksum()
    {
        var renamed = Path.Combine(_folder, "renamed.gguf");
        File.Copy(RepositoryFiles.Get("models", "emotion-ambiguity-mini-mmproj-q8_0.gguf"), renamed);
        (await ToolRun.RunAsync("models", "verify", renamed)).Output.ShouldContain("verified      mini-projector");
    }

    [Fact]
    public async Task Info_EmbeddedModels_SaysWhatTheModelCardSays()
    {
        var run = await ToolRun.RunAsync("models", "info", "mini", "mini-projector", "whisper-tiny.en-q5_1", "--json");
        run.ExitCode.ShouldBe(0, run.Error);
        var facts = run.Lines.Select(l => JsonDocument.Parse(l).RootElement).ToList();
        var language = facts[0];
        (language.GetProperty("architecture").GetString(), language.GetProperty("layers").GetInt32(), language.GetProperty("width").GetInt32(), language.GetProperty("vocabulary").GetInt32(), language.GetProperty("contextTokens").GetInt32())
            .ShouldBe(("llama", 8, 576, 16_384, 2_048));
        language.GetProperty("chatTemplate").GetBoolean().ShouldBeTrue();
        language.GetProperty("parameters").GetInt64().ShouldBeInRange(37_500_000, 38_500_000); // the card: 38 M
        language.GetProperty("quantization").GetString()!.ShouldContain("Q5_1");
        language.GetProperty("cacheBytes").GetInt64().ShouldBe(2L * 8 * 8_192 * 3 * 64 * 2); // docs/models.md
        (facts[1].GetProperty("projectorType").GetString(), facts[1].GetProperty("encoderLayers").GetInt32(), facts[1].GetProperty("supported").GetBoolean()).ShouldBe(("ultravox", 2, true));
        (facts[2].GetProperty("multilingual").GetBoolean(), facts[2].GetProperty("encoderLayers").GetInt32(), facts[2].GetProperty("width").GetInt32(), facts[2].GetProperty("quantization").GetString()).ShouldBe((false, 4, 384, "Q5_1"));
    }

    [Fact]
    public async Task Info_Text_ReadsWell()
    {
        var run = await ToolRun.RunAsync("models", "info", "mini");
        run.Output.ShouldSatisfyAllConditions(o => o.ShouldContain("size            31.9 MB"), o => o.ShouldContain("vocabulary      16,384"), o => o.ShouldContain("chat template   yes"));
    }

    [Fact]
    public async Task Info_NoModel_SaysWhatItIs()
    {
        var run = await ToolRun.RunAsync("models", "info", RepositoryFiles.Get("README.md"), "no such file");
        run.ExitCode.ShouldBe(ExitCode.CannotLoad);
        run.Error.ShouldSatisfyAllConditions(e => e.ShouldContain("text file"), e => e.ShouldContain("no such file"));
    }

    [Theory]
    [InlineData("is a Whisper model, not a language model", "recognize", "--text", "u", "--model", "whisper-base")]
    [InlineData("models download llama-3.1-8b", "recognize", "--text", "u", "--model", "llama-3.1-8b")]
    [InlineData("models download whisper-large-v3", "train-probe", "--dataset", "votes=x", "--out", "x", "--whisper", "whisper-large-v3")]
    public async Task Name_ThatCannotBeUsed_SaysWhatToDo(string message, params string[] arguments)
    {
        var run = await ToolRun.RunAsync(arguments);
        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain(message);
    }

    [Fact]
    public async Task Name_OfADownloadedModel_IsUsedLikeItsFile()
    {
        // In a process of its own, because the folder comes from the environment.
        var store = Directory.CreateDirectory(Path.Combine(_folder, "emotion-ambiguity", "models")).FullName;
        File.Copy(RepositoryFiles.Get("models", "emotion-ambiguity-mini-q5_1.gguf"), Path.Combine(store, "SmolLM2-135M-Instruct.Q4_1.gguf"));
        var run = await ProcessRun.DotnetAsync(
            _folder,
            ["exec", Path.Combine(AppContext.BaseDirectory, "emotion-ambiguity.dll"), "recognize", "--text", "I am so happy.", "--model", "smollm2-135m", "--threads", "1", "--json"],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["XDG_DATA_HOME"] = _folder });
        run.ExitCode.ShouldBe(0, run.All);
        run.Output.ShouldContain("SmolLM2-135M-Instruct.Q4_1.gguf");
    }

    private Task<ToolRun> DownloadAsync(params string[] arguments) =>
        ToolRun.RunAsync(["models", "download", "whisper-tiny", "--output", _folder, "--mirror", _server.Address.AbsoluteUri, .. arguments]);
}
