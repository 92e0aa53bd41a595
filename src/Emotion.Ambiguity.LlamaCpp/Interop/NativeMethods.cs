using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.LlamaCpp.Interop;

/// <summary>Every function of llama.cpp that this engine calls. Signatures follow llama.h of version 0.5.0.</summary>
internal static unsafe partial class NativeMethods
{
    internal const string Llama = "llama";

    [LibraryImport(Llama, EntryPoint = "llama_log_set")]
    internal static partial void SetLog(delegate* unmanaged<int, byte*, nint, void> callback, nint userData);

    [LibraryImport(Llama, EntryPoint = "llama_backend_init")]
    internal static partial void InitializeBackends();

    [LibraryImport(Llama, EntryPoint = "llama_print_system_info")]
    internal static partial byte* SystemInfo();

    [LibraryImport(Llama, EntryPoint = "llama_max_parallel_sequences")]
    internal static partial nuint MaxParallelSequences();

    [LibraryImport(Llama, EntryPoint = "llama_model_default_params")]
    internal static partial ParameterBuffer DefaultModelParams();

    [LibraryImport(Llama, EntryPoint = "llama_context_default_params")]
    internal static partial ParameterBuffer DefaultContextParams();

    [LibraryImport(Llama, EntryPoint = "llama_model_load_from_file", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial ModelHandle LoadModel(string path, LlamaModelParams parameters);

    [LibraryImport(Llama, EntryPoint = "llama_model_free")]
    internal static partial void FreeModel(nint model);

    [LibraryImport(Llama, EntryPoint = "llama_model_quantize_default_params")]
    internal static partial ParameterBuffer DefaultQuantizeParams();

    [LibraryImport(Llama, EntryPoint = "llama_model_quantize", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial uint Quantize(string source, string target, in LlamaQuantizeParams parameters);

    [LibraryImport(Llama, EntryPoint = "llama_model_desc")]
    internal static partial int ModelDescription(ModelHandle model, byte* buffer, nuint length);

    [LibraryImport(Llama, EntryPoint = "llama_model_size")]
    internal static partial ulong ModelSize(ModelHandle model);

    [LibraryImport(Llama, EntryPoint = "llama_model_n_params")]
    internal static partial ulong ModelParameterCount(ModelHandle model);

    [LibraryImport(Llama, EntryPoint = "llama_model_n_ctx_train")]
    internal static partial int ModelTrainedContext(ModelHandle model);

    [LibraryImport(Llama, EntryPoint = "llama_model_n_embd_inp")]
    internal static partial int ModelEmbeddingWidth(ModelHandle model);

    [LibraryImport(Llama, EntryPoint = "llama_model_n_embd_out")]
    internal static partial int ModelHiddenStateWidth(ModelHandle model);

    [LibraryImport(Llama, EntryPoint = "llama_model_n_layer")]
    internal static partial int ModelLayerCount(ModelHandle model);

    [LibraryImport(Llama, EntryPoint = "llama_model_has_encoder")]
    internal static partial byte ModelHasEncoder(ModelHandle model);

    [LibraryImport(Llama, EntryPoint = "llama_model_has_decoder")]
    internal static partial byte ModelHasDecoder(ModelHandle model);

    [LibraryImport(Llama, EntryPoint = "llama_model_get_vocab")]
    internal static partial nint ModelVocabulary(ModelHandle model);

    [LibraryImport(Llama, EntryPoint = "llama_model_chat_template")]
    internal static partial byte* ModelChatTemplate(ModelHandle model, byte* name);

    [LibraryImport(Llama, EntryPoint = "llama_chat_apply_template")]
    internal static partial int ApplyChatTemplate(byte* template, LlamaChatMessage* messages, nuint count, byte addAssistant, byte* buffer, int length);

    [LibraryImport(Llama, EntryPoint = "llama_vocab_n_tokens")]
    internal static partial int VocabularySize(nint vocabulary);

    [LibraryImport(Llama, EntryPoint = "llama_vocab_type")]
    internal static partial int VocabularyType(nint vocabulary);

    [LibraryImport(Llama, EntryPoint = "llama_vocab_is_eog")]
    internal static partial byte IsEndOfGeneration(nint vocabulary, int token);

    [LibraryImport(Llama, EntryPoint = "llama_vocab_bos")]
    internal static partial int BeginToken(nint vocabulary);

    [LibraryImport(Llama, EntryPoint = "llama_vocab_get_add_bos")]
    internal static partial byte AddsBeginToken(nint vocabulary);

    [LibraryImport(Llama, EntryPoint = "llama_tokenize")]
    internal static partial int Tokenize(nint vocabulary, byte* text, int length, int* tokens, int capacity, byte addSpecial, byte parseSpecial);

    [LibraryImport(Llama, EntryPoint = "llama_token_to_piece")]
    internal static partial int TokenToPiece(nint vocabulary, int token, byte* buffer, int length, int stripLeadingSpaces, byte special);

    [LibraryImport(Llama, EntryPoint = "llama_init_from_model")]
    internal static partial ContextHandle CreateContext(ModelHandle model, LlamaContextParams parameters);

    [LibraryImport(Llama, EntryPoint = "llama_free")]
    internal static partial void FreeContext(nint context);

    [LibraryImport(Llama, EntryPoint = "llama_n_ctx")]
    internal static partial uint ContextTokens(ContextHandle context);

    [LibraryImport(Llama, EntryPoint = "llama_n_batch")]
    internal static partial uint BatchTokens(ContextHandle context);

    [LibraryImport(Llama, EntryPoint = "llama_n_seq_max")]
    internal static partial uint MaxSequences(ContextHandle context);

    [LibraryImport(Llama, EntryPoint = "llama_get_memory")]
    internal static partial nint Memory(ContextHandle context);

    [LibraryImport(Llama, EntryPoint = "llama_memory_seq_cp")]
    internal static partial void CopySequence(nint memory, int source, int destination, int from, int to);

    [LibraryImport(Llama, EntryPoint = "llama_memory_seq_rm")]
    internal static partial byte RemoveSequence(nint memory, int sequence, int from, int to);

    [LibraryImport(Llama, EntryPoint = "llama_decode")]
    internal static partial int Decode(ContextHandle context, LlamaBatch batch);

    [LibraryImport(Llama, EntryPoint = "llama_get_logits_ith")]
    internal static partial float* Logits(ContextHandle context, int row);

    [LibraryImport(Llama, EntryPoint = "llama_set_embeddings")]
    internal static partial void SetEmbeddings(ContextHandle context, byte embeddings);

    [LibraryImport(Llama, EntryPoint = "llama_get_embeddings_ith")]
    internal static partial float* Embeddings(ContextHandle context, int row);
}
