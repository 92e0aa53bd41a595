using Emotion.Ambiguity.LlamaCpp.Interop;

namespace Emotion.Ambiguity.LlamaCpp.Tests.Interop;

public sealed class NativeLocatorTests
{
    [Theory]
    [InlineData("cuda")]
    [InlineData("vulkan")]
    public void Find_BuildWithGpuBackEnd_KnowsItsFileNames(string build)
    {
        var folder = Directory.CreateTempSubdirectory("emotion-ambiguity-natives-");
        try
        {
            // As the files are called where llama.cpp was built with that back end: libllama.cuda.v0.5.0.so.
            var plain = NativeLocator.FileNames("llama")[0];
            var file = Path.Combine(folder.FullName, plain.Replace("llama.v", $"llama.{build}.v", StringComparison.Ordinal));
            File.WriteAllText(file, "");
            NativeLocator.Find(folder.FullName, "llama").ShouldBe(file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
