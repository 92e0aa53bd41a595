using System.Security.Cryptography;
using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Models.Mini.Tests;

public sealed class EmbeddedModelFilesTests
{
    [Fact]
    public void Find_BesideTheProgram_FindsAllFiles()
    {
        var files = EmbeddedModelFiles.Find();
        new[] { files.LanguageModel, files.AudioProjector, files.Whisper }.ShouldAllBe(path => File.Exists(path));
    }

    [Fact]
    public void Find_FolderWithoutThem_SaysWhereItLooked()
    {
        var folder = Path.Combine(Path.GetTempPath(), "no models here");
        Should.Throw<ModelLoadException>(() => EmbeddedModelFiles.Find(folder)).Message.ShouldSatisfyAllConditions(
            m => m.ShouldContain(folder), m => m.ShouldContain(EmbeddedModelFiles.FolderVariable));
    }

    [Fact]
    public void Models_Hashes_AreThoseOfTheList()
    {
        foreach (var line in File.ReadLines(RepositoryFiles.Get("models", "SHA256SUMS")))
        {
            var (hash, file) = (line[..64], line[66..]);
            using var stream = File.OpenRead(RepositoryFiles.Get("models", file));
            Convert.ToHexStringLower(SHA256.HashData(stream)).ShouldBe(hash, file);
        }
    }
}
