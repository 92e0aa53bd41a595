// The text model as far as mtmd looks at it: its width, whether its positions are plain, and the ids of the control tokens that stand around sound.
// All of that is in the file's header, so llama.cpp's 140 model architectures need not be compiled. The functions are those of llama.h of b10256.
#include "ggml-backend.h"
#include "gguf.h"
#include "llama.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

struct llama_vocab {
    std::vector<std::string> texts;
    std::unordered_map<std::string, llama_token> control_tokens;
};

struct llama_model {
    llama_vocab vocab;
    int32_t width = 0;
    llama_rope_type positions = LLAMA_ROPE_TYPE_NORM;
};

namespace {

struct header_deleter {
    void operator()(lm_gguf_context * header) const { lm_gguf_free(header); }
};

constexpr int32_t CONTROL = 3;
constexpr int32_t USER_DEFINED = 4;

int64_t find_array(const lm_gguf_context * header, const std::string & key, lm_gguf_type type) {
    const int64_t id = lm_gguf_find_key(header, key.c_str());
    const bool found = id >= 0 && lm_gguf_get_kv_type(header, id) == LM_GGUF_TYPE_ARRAY && lm_gguf_get_arr_type(header, id) == type;
    return found ? id : -1;
}

void read_vocabulary(const lm_gguf_context * header, llama_vocab & vocab) {
    const int64_t texts = find_array(header, "tokenizer.ggml.tokens", LM_GGUF_TYPE_STRING);
    if (texts < 0) return;
    const int64_t types = find_array(header, "tokenizer.ggml.token_type", LM_GGUF_TYPE_INT32);
    const size_t count = std::min<size_t>(lm_gguf_get_arr_n(header, texts), std::numeric_limits<int32_t>::max());
    const size_t typed = types < 0 ? 0 : lm_gguf_get_arr_n(header, types);
    const int32_t * type = types < 0 ? nullptr : static_cast<const int32_t *>(lm_gguf_get_arr_data(header, types));
    vocab.texts.reserve(count);
    for (size_t i = 0; i < count; i++) {
        vocab.texts.emplace_back(lm_gguf_get_arr_str(header, texts, i));
        if (i < typed && (type[i] == CONTROL || type[i] == USER_DEFINED)) vocab.control_tokens.emplace(vocab.texts.back(), static_cast<llama_token>(i));
    }
}

// The architectures with positions of several dimensions are those that say how a head is divided among them.
bool has_sections(const lm_gguf_context * header, const std::string & architecture) {
    const std::string key = architecture + ".rope.dimension_sections";
    int64_t id = find_array(header, key, LM_GGUF_TYPE_INT32);
    if (id < 0) id = find_array(header, key, LM_GGUF_TYPE_UINT32);
    if (id < 0 || lm_gguf_get_arr_n(header, id) < 2) return false;
    const auto * sections = static_cast<const int32_t *>(lm_gguf_get_arr_data(header, id));
    return sections[0] > 0 && sections[1] > 0;
}

llama_model * read(const char * path) {
    lm_gguf_init_params header_only = { /* no_alloc */ true, /* ctx */ nullptr };
    std::unique_ptr<lm_gguf_context, header_deleter> header(lm_gguf_init_from_file(path, header_only));
    if (!header) return nullptr;
    auto model = std::make_unique<llama_model>();
    const int64_t named = lm_gguf_find_key(header.get(), "general.architecture");
    if (named >= 0 && lm_gguf_get_kv_type(header.get(), named) == LM_GGUF_TYPE_STRING) {
        const std::string architecture = lm_gguf_get_val_str(header.get(), named);
        const int64_t width = lm_gguf_find_key(header.get(), (architecture + ".embedding_length").c_str());
        if (width >= 0 && lm_gguf_get_kv_type(header.get(), width) == LM_GGUF_TYPE_UINT32) model->width = static_cast<int32_t>(lm_gguf_get_val_u32(header.get(), width));
        if (has_sections(header.get(), architecture)) model->positions = LLAMA_ROPE_TYPE_MROPE;
    }
    read_vocabulary(header.get(), model->vocab);
    return model.release();
}

int32_t copy(const std::string & text, char * buffer, int32_t length) {
    const auto size = static_cast<int32_t>(text.size());
    if (size > length) return -size;
    std::memcpy(buffer, text.data(), text.size());
    return size;
}

} // namespace

llama_model_params llama_model_default_params() {
    llama_model_params params = {};
    params.n_gpu_layers = -1;
    params.split_mode = LLAMA_SPLIT_MODE_LAYER;
    params.load_mode = LLAMA_LOAD_MODE_MMAP;
    params.use_extra_bufts = true;
    return params;
}

llama_model * llama_model_load_from_file(const char * path, llama_model_params params) {
    if (!params.vocab_only) return nullptr;
    try {
        return read(path);
    } catch (...) {
        return nullptr;
    }
}

void llama_model_free(llama_model * model) { delete model; }

const llama_vocab * llama_model_get_vocab(const llama_model * model) { return &model->vocab; }

int32_t llama_model_n_embd_inp(const llama_model * model) { return model->width; }

llama_rope_type llama_model_rope_type(const llama_model * model) { return model->positions; }

int32_t llama_vocab_n_tokens(const llama_vocab * vocab) { return static_cast<int32_t>(vocab->texts.size()); }

// mtmd writes text around sound only as single control tokens; what is none of this vocabulary's gives no token at all.
int32_t llama_tokenize(const llama_vocab * vocab, const char * text, int32_t length, llama_token * tokens, int32_t capacity, bool, bool parse_special) {
    if (!parse_special || length < 0) return 0;
    const auto found = vocab->control_tokens.find(std::string(text, static_cast<size_t>(length)));
    if (found == vocab->control_tokens.end()) return 0;
    if (capacity < 1) return -1;
    tokens[0] = found->second;
    return 1;
}

int32_t llama_token_to_piece(const llama_vocab * vocab, llama_token token, char * buffer, int32_t length, int32_t, bool) {
    return token < 0 || static_cast<size_t>(token) >= vocab->texts.size() ? 0 : copy(vocab->texts[token], buffer, length);
}

bool llama_vocab_get_add_bos(const llama_vocab *) { return false; }

bool llama_vocab_get_add_eos(const llama_vocab *) { return false; }

llama_token llama_vocab_bos(const llama_vocab *) { return LLAMA_TOKEN_NULL; }

llama_token llama_vocab_eos(const llama_vocab *) { return LLAMA_TOKEN_NULL; }

bool llama_supports_gpu_offload() {
    return lm_ggml_backend_dev_by_type(LM_GGML_BACKEND_DEVICE_TYPE_GPU) != nullptr || lm_ggml_backend_dev_by_type(LM_GGML_BACKEND_DEVICE_TYPE_IGPU) != nullptr;
}

void llama_log_set(lm_ggml_log_callback callback, void * data) { lm_ggml_log_set(callback, data); }
