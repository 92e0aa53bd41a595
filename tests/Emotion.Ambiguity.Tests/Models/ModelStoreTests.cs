using Emotion.Ambiguity.Models;

namespace Emotion.Ambiguity.Tests.Models;

public sealed class ModelStoreTests : IDisposable
{
    // FIPS 180-4, the example of three letters.
    private const string HashOfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private readonly string _folder = Directory.CreateTempSubdirectory("ea-store-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(HashOfAbc, "abc", ModelVerificationState.Verified)]
    [InlineData(HashOfAbc, "abd", ModelVerificationState.Differs)]
    [InlineData(null, "abc", ModelVerificationState.NotPinned)]
    [InlineData(HashOfAbc, null, ModelVerificationState.Missing)]
    public async Task Verify_File_SaysWhetherItIsTheOneMeant(string? hash, string? content, ModelVerificationState state)
    {
        var store = new ModelStore(_folder);
        var entry = ModelCatalog.Entries[0] with { Sha256 = hash?.ToUpperInvariant() };
        if (content is not null) await File.WriteAllTextAsync(store.PathOf(entry), content);
        (await store.VerifyAsync(entry)).State.ShouldBe(state);
        store.Find(entry).ShouldBe(content is null ? null : store.PathOf(entry));
    }

    [Fact]
    public async Task Hash_KnownText_IsTheStandardsOwn()
    {
        var file = Path.Combine(_folder, "abc");
        await File.WriteAllTextAsync(file, "abc");
        var read = new List<long>();
        (await ModelStore.HashAsync(file, new Recorder(read))).ShouldBe(HashOfAbc);
        read.ShouldBe([3]);
    }

    [Fact]
    public void DefaultFolder_Always_IsAbsolute() => Path.IsPathFullyQualified(ModelStore.DefaultFolder).ShouldBeTrue();

    private sealed class Recorder(List<long> values) : IProgress<long>
    {
        public void Report(long value) => values.Add(value);
    }
}
