using System.Security.Cryptography;
using Emotion.Ambiguity.Models;
using Emotion.Ambiguity.Tests.Shared;
using Fault = Emotion.Ambiguity.Tests.Shared.ModelServer.Fault;

namespace Emotion.Ambiguity.Tests.Models;

/// <summary>Downloads from a server on this machine that fails in the ways that servers fail.</summary>
public sealed class ModelDownloaderTests : IAsyncDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"ea-models-{Guid.NewGuid():N}");
    private readonly byte[] _content = RandomBytes(1, 300_000);
    private readonly ModelServer _server;

    public ModelDownloaderTests() => _server = new ModelServer(_content);

    private ModelCatalogEntry Entry => new()
    {
        Name = "tiny",
        Kind = ModelFileKind.LanguageModel,
        FileName = "tiny.gguf",
        SizeBytes = _content.Length,
        License = "MIT",
        Sha256 = Hash(_content),
        Repository = "some one/repo",
        Purpose = "Tests.",
    };

    private ModelDownloadOptions Options => new() { Folder = _folder, BaseAddress = new Uri(_server.Address, "mirror/hf"), RetryDelay = TimeSpan.FromMilliseconds(1), MaxAttempts = 3 };

    private string Final => Path.Combine(_folder, "tiny.gguf");

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Download_WholeFile_IsVerifiedAndAloneInItsFolder()
    {
        var result = await DownloadAsync();

        result.ShouldBe(new ModelDownloadResult(Final, Hash(_content), _content.Length, IsVerified: true, WasThere: false, ResumedBytes: 0));
        ShouldBeWholeAndAlone();
        _server.Requests.ShouldHaveSingleItem().ShouldBe(new ModelServer.Request("/mirror/hf/some%20one/repo/resolve/main/tiny.gguf", null, null));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(131_072)]
    [InlineData(299_999)]
    public async Task Download_CutInTheMiddle_GoesOnAtTheByteWhereItWasCut(int bytes)
    {
        _server.Then(new Fault(CutAfter: bytes));
        var result = await DownloadAsync();

        result.IsVerified.ShouldBeTrue();
        ShouldBeWholeAndAlone();
        _server.Requests.Length.ShouldBe(2);
        _server.Requests[1].Range.ShouldBe(bytes == 0 ? null : $"bytes={bytes}-");
        _server.Requests[1].IfRange.ShouldBe(bytes == 0 ? null : "\"v1\"");
    }

    [Fact]
    public async Task Download_CutOftenerThanItMayFail_SucceedsAsLongAsBytesCome()
    {
        _server.Then([.. Enumerable.Range(0, 12).Select(_ => new Fault(CutAfter: 20_000))]);
        (await DownloadAsync()).IsVerified.ShouldBeTrue();
        _server.Requests.Length.ShouldBe(13);
    }

    [Fact]
    public async Task Download_Stopped_KeepsWhatCameAndTheNextGoesOn()
    {
        _server.Then(new Fault(CutAfter: 100_000, Stalls: true));
        using var stop = new CancellationTokenSource();
        using var downloader = new ModelDownloader(Options);
        var progress = new Recorder(p =>
        {
            if (p.BytesDone == 100_000) stop.Cancel();
        });
        await Should.ThrowAsync<OperationCanceledException>(() => downloader.DownloadAsync(Entry, progress, stop.Token));
        File.Exists(Final).ShouldBeFalse();

        var result = await DownloadAsync();
        (result.ResumedBytes, result.IsVerified).ShouldBe((100_000, true));
        _server.Requests[^1].Range.ShouldBe("bytes=100000-");
        ShouldBeWholeAndAlone();
    }

    [Fact]
    public async Task Download_ServerIgnoresRanges_BeginsAnew()
    {
        _server.IgnoresRanges = true;
        _server.Then(new Fault(CutAfter: 100_000));
        var result = await DownloadAsync();
        (result.ResumedBytes, result.IsVerified).ShouldBe((0, true));
        ShouldBeWholeAndAlone();
    }

    [Theory]
    [InlineData("\"v1\"", null, true)]
    [InlineData(null, "Wed, 21 Oct 2015 07:28:00 GMT", true)]
    [InlineData("W/\"weak\"", null, false)]
    [InlineData(null, null, false)]
    public async Task Download_AfterARun_GoesOnOnlyIfTheFileIsKnownAgain(string? tag, string? modified, bool goesOn)
    {
        (_server.ETag, _server.LastModified) = (tag, modified);
        await StopAfterAsync(50_000);
        var result = await DownloadAsync();
        result.ResumedBytes.ShouldBe(goesOn ? 50_000 : 0);
        ShouldBeWholeAndAlone();
    }

    [Fact]
    public async Task Download_FileChangedOnTheServer_BeginsAnewAndMixesNothing()
    {
        await StopAfterAsync(50_000);
        var changed = RandomBytes(2, _content.Length);
        (_server.Content, _server.ETag) = (changed, "\"v2\"");
        using var downloader = new ModelDownloader(Options);
        var result = await downloader.DownloadAsync(Entry with { Sha256 = null });
        (result.Sha256, result.ResumedBytes, result.IsVerified).ShouldBe((Hash(changed), 0, false));
    }

    [Fact]
    public async Task Download_AnotherMirrorThanBefore_BeginsAnew()
    {
        await StopAfterAsync(50_000);
        using var downloader = new ModelDownloader(Options with { BaseAddress = new Uri(_server.Address, "other") });
        (await downloader.DownloadAsync(Entry)).ResumedBytes.ShouldBe(0);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(408)]
    public async Task Download_ServerBusyThenFine_TriesAgain(int status)
    {
        _server.Then(new Fault(Status: status), new Fault(Status: status, RetryAfter: 0));
        var waits = new List<ModelDownloadProgress>();
        using var downloader = new ModelDownloader(Options);
        (await downloader.DownloadAsync(Entry, new Recorder(p =>
        {
            if (p.Phase == ModelDownloadPhase.Waiting) waits.Add(p);
        }))).IsVerified.ShouldBeTrue();
        waits.Select(w => w.Attempt).ShouldBe([1, 2]);
        waits[0].Problem.ShouldNotBeNull().ShouldContain($"{status}");
    }

    [Fact]
    public async Task Download_ServerNeverAnswersWell_GivesUpAfterTheAttempts()
    {
        _server.Then([.. Enumerable.Repeat(new Fault(Status: 500), 9)]);
        var fault = await Should.ThrowAsync<ModelDownloadException>(DownloadAsync);
        fault.Message.ShouldSatisfyAllConditions(m => m.ShouldContain("500"), m => m.ShouldContain("tried 3 times"), m => m.ShouldContain("tiny.gguf"));
        _server.Requests.Length.ShouldBe(3);
    }

    [Fact]
    public async Task Download_NobodyListens_SaysThatThereIsNoConnection()
    {
        await _server.DisposeAsync();
        (await Should.ThrowAsync<ModelDownloadException>(DownloadAsync)).Message.ShouldContain("no connection");
    }

    [Theory]
    [InlineData(404, "mirror")]
    [InlineData(403, "account")]
    [InlineData(400, "proxy")]
    public async Task Download_RefusedForGood_IsTriedOnce(int status, string remedy)
    {
        _server.Then(new Fault(Status: status));
        var fault = await Should.ThrowAsync<ModelDownloadException>(DownloadAsync);
        fault.Reason.ShouldContain($"{status}");
        fault.Remedy.ShouldContain(remedy);
        _server.Requests.Length.ShouldBe(1);
    }

    [Fact]
    public async Task Download_WrongChecksum_PutsTheFileAsideAndTheNextBeginsAnew()
    {
        var good = _server.Content;
        _server.Content = RandomBytes(3, good.Length);
        var fault = await Should.ThrowAsync<ModelDownloadException>(DownloadAsync);
        fault.Message.ShouldSatisfyAllConditions(m => m.ShouldContain(Hash(_server.Content)), m => m.ShouldContain(Hash(good)), m => m.ShouldContain("tiny.gguf.bad"));
        Directory.GetFiles(_folder).ShouldBe([Final + ".bad"]);

        _server.Content = good;
        (await DownloadAsync()).ShouldSatisfyAllConditions(r => r.IsVerified.ShouldBeTrue(), r => r.ResumedBytes.ShouldBe(0));
    }

    [Fact]
    public async Task Download_ServerHasAnotherLength_IsRefusedBeforeItsBytesCome()
    {
        _server.Content = _content[..^1];
        (await Should.ThrowAsync<ModelDownloadException>(DownloadAsync)).Message.ShouldContain("299999 bytes, but the catalogue means one of 300000");
        Directory.GetFiles(_folder).Sum(f => new FileInfo(f).Length).ShouldBe(0);
    }

    [Fact]
    public async Task Download_WebPage_IsNoModel()
    {
        _server.ContentType = "text/html; charset=utf-8";
        (await Should.ThrowAsync<ModelDownloadException>(DownloadAsync)).Message.ShouldContain("web page");
    }

    [Fact]
    public async Task Download_NoChecksumKnown_TellsTheOneThatItComputed()
    {
        using var downloader = new ModelDownloader(Options);
        var result = await downloader.DownloadAsync(Entry with { Sha256 = null, SizeBytes = null });
        (result.IsVerified, result.Sha256).ShouldBe((false, Hash(_content)));
    }

    [Fact]
    public async Task Download_ThereAlready_AsksNobody()
    {
        await DownloadAsync();
        var again = await DownloadAsync();
        (again.WasThere, again.IsVerified).ShouldBe((true, true));
        _server.Requests.Length.ShouldBe(1);
    }

    [Fact]
    public async Task Download_AnotherFileOfTheName_IsNotTouched()
    {
        Directory.CreateDirectory(_folder);
        await File.WriteAllTextAsync(Final, "mine");
        (await Should.ThrowAsync<ModelDownloadException>(DownloadAsync)).Message.ShouldContain("another checksum");
        (await File.ReadAllTextAsync(Final)).ShouldBe("mine");
    }

    [Fact]
    public async Task Download_TwoAtATime_TheSecondIsRefused()
    {
        _server.Then(new Fault(CutAfter: 10, Stalls: true));
        using var stop = new CancellationTokenSource();
        using var downloader = new ModelDownloader(Options);
        var started = new TaskCompletionSource();
        var first = downloader.DownloadAsync(Entry, new Recorder(p => started.TrySetResult()), stop.Token);
        await started.Task;
        (await Should.ThrowAsync<ModelDownloadException>(DownloadAsync)).Message.ShouldContain("being downloaded already");
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => first);
        (await DownloadAsync()).IsVerified.ShouldBeTrue();
    }

    [Fact]
    public async Task Download_DiskTooSmall_SaysHowMuchIsMissingBeforeItBegins()
    {
        using var downloader = new ModelDownloader(Options with { FreeBytes = _ => 1000 });
        (await Should.ThrowAsync<ModelDownloadException>(() => downloader.DownloadAsync(Entry))).Message.ShouldContain("300000 bytes are needed, but the disk");
    }

    [Fact]
    public async Task Download_NothingComes_TriesAgainAfterTheStallTimeout()
    {
        _server.Then(new Fault(CutAfter: 1000, Stalls: true));
        using var downloader = new ModelDownloader(Options with { StallTimeout = TimeSpan.FromMilliseconds(300) });
        (await downloader.DownloadAsync(Entry)).IsVerified.ShouldBeTrue();
        _server.Requests[1].Range.ShouldBe("bytes=1000-");
    }

    [Fact]
    public async Task Download_Proxy_IsAskedForTheWholeAddress()
    {
        // No such host: only the proxy can have answered.
        using var downloader = new ModelDownloader(Options with { BaseAddress = new Uri("http://models.invalid/"), Proxy = _server.Address });
        (await downloader.DownloadAsync(Entry)).IsVerified.ShouldBeTrue();
        _server.Requests.ShouldHaveSingleItem().Target.ShouldBe("http://models.invalid/some%20one/repo/resolve/main/tiny.gguf");
    }

    [Fact]
    public async Task Download_ClientOfTheCaller_IsUsedAndNotDisposed()
    {
        using var client = new HttpClient();
        using (var downloader = new ModelDownloader(Options, client)) await downloader.DownloadAsync(Entry);
        (await client.GetByteArrayAsync(_server.Address)).Length.ShouldBe(_content.Length);
    }

    [Fact]
    public async Task Download_FolderThatIsAFile_SaysSo()
    {
        var file = Path.GetTempFileName();
        try
        {
            using var downloader = new ModelDownloader(Options with { Folder = file });
            (await Should.ThrowAsync<ModelDownloadException>(() => downloader.DownloadAsync(Entry))).Message.ShouldContain("cannot be used");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("../tiny.gguf", null)]
    [InlineData("a/b", null)]
    [InlineData("..", null)]
    [InlineData("ok", "abc")]
    [InlineData("ok", "zz7abc1c7285264ff157037e3fac20ae57be6350eac4d2eb1abfa906367838f7")]
    public async Task Download_SenselessEntry_IsRefused(string file, string? hash)
    {
        using var downloader = new ModelDownloader(Options);
        await Should.ThrowAsync<ArgumentException>(() => downloader.DownloadAsync(Entry with { FileName = file, Sha256 = hash }));
    }

    [Fact]
    public void Options_AllFaults_AreReportedAtOnce()
    {
        var fault = Should.Throw<ArgumentException>(() => new ModelDownloader(new ModelDownloadOptions
        {
            Folder = " ",
            BaseAddress = new Uri("ftp://x/"),
            Proxy = new Uri("ftp://x/"),
            MaxAttempts = 0,
            RetryDelay = TimeSpan.FromSeconds(-1),
            StallTimeout = TimeSpan.Zero,
        }));
        foreach (var name in new[] { "Folder", "BaseAddress", "Proxy", "MaxAttempts", "RetryDelay", "StallTimeout" }) fault.Message.ShouldContain(name);
    }

    private async Task<ModelDownloadResult> DownloadAsync()
    {
        using var downloader = new ModelDownloader(Options);
        return await downloader.DownloadAsync(Entry);
    }

    private async Task StopAfterAsync(int bytes)
    {
        _server.Then(new Fault(CutAfter: bytes, Stalls: true));
        using var stop = new CancellationTokenSource();
        using var downloader = new ModelDownloader(Options);
        await Should.ThrowAsync<OperationCanceledException>(() => downloader.DownloadAsync(
            Entry,
            new Recorder(p =>
            {
                if (p.BytesDone == bytes) stop.Cancel();
            }),
            stop.Token));
    }

    private void ShouldBeWholeAndAlone()
    {
        Directory.GetFiles(_folder).ShouldBe([Final]);
        File.ReadAllBytes(Final).AsSpan().SequenceEqual(_content).ShouldBeTrue();
    }

    private static byte[] RandomBytes(int seed, int count)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Unlike Progress, it tells at once and on the same thread.</summary>
    private sealed class Recorder(Action<ModelDownloadProgress> report) : IProgress<ModelDownloadProgress>
    {
        public void Report(ModelDownloadProgress value) => report(value);
    }
}
