using Emotion.Ambiguity.Models;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Tests.Models;

public sealed class ModelCatalogTests
{
    [Fact]
    public void Entries_All_AreValidAndTheirNamesAndFilesAreTheirOwn()
    {
        ModelCatalog.Entries.SelectMany(e => e.Faults()).ShouldBeEmpty();
        ModelCatalog.Entries.Select(e => e.Name.ToUpperInvariant()).ShouldBeUnique();
        ModelCatalog.Entries.Select(e => e.FileName.ToUpperInvariant()).ShouldBeUnique();
        ModelCatalog.Entries.Select(e => e.Sha256).OfType<string>().ShouldBeUnique();
        ModelCatalog.Entries.Where(e => e.MemoryBytes < e.SizeBytes).Select(e => e.Name).ShouldBeEmpty();
    }

    [Fact]
    public void Entries_Embedded_AreTheFilesOfTheRepository()
    {
        var sums = File.ReadLines(RepositoryFiles.Get("models", "SHA256SUMS")).Select(l => l.Split("  ")).ToDictionary(c => c[1], c => c[0], StringComparer.Ordinal);
        var embedded = ModelCatalog.Entries.Where(e => e.IsEmbedded).ToList();
        embedded.ToDictionary(e => e.FileName, e => e.Sha256!, StringComparer.Ordinal).ShouldBe(sums, ignoreOrder: true);
        foreach (var entry in embedded) entry.SizeBytes.ShouldBe(new FileInfo(RepositoryFiles.Get("models", entry.FileName)).Length, entry.Name);
    }

    [Theory]
    [InlineData("llama-3.2-1b", "https://huggingface.co/bartowski/Llama-3.2-1B-Instruct-GGUF/resolve/main/Llama-3.2-1B-Instruct-Q4_K_M.gguf")]
    [InlineData("WHISPER-base.en", "https://huggingface.co/ggerganov/whisper.cpp/resolve/main/ggml-base.en.bin")]
    public void Find_Name_LeadsToItsAddress(string name, string address) =>
        ModelCatalog.Find(name).ShouldNotBeNull().AddressBelow(ModelCatalog.DefaultBaseAddress).AbsoluteUri.ShouldBe(address);

    [Fact]
    public void Find_UnknownName_IsNull() => ModelCatalog.Find("nonesuch").ShouldBeNull();

    [Theory]
    [InlineData("https://mirror.example/hf", "https://mirror.example/hf/a%20b/c/resolve/v%201/d/e.bin")]
    [InlineData("https://mirror.example/hf/", "https://mirror.example/hf/a%20b/c/resolve/v%201/d/e.bin")]
    public void AddressBelow_MirrorWithAPath_KeepsIt(string mirror, string address) =>
        (ModelCatalog.Entries[0] with { Repository = "a b/c", Revision = "v 1", RemotePath = "d/e.bin" }).AddressBelow(new Uri(mirror)).AbsoluteUri.ShouldBe(address);
}
