-- Opens a text in Neovim with the bundled server and writes down what its outline is.
-- Runs with `nvim --headless --clean -u NONE -l` or, before 0.9, `-S`; arguments come in the environment.
local server, file, result = vim.env.COMMUNIQUE_SERVER_JS, vim.env.COMMUNIQUE_FILE, vim.env.COMMUNIQUE_RESULT

local function finish(answer)
  vim.fn.writefile({ vim.json.encode(answer) }, result)
  vim.cmd('qall!')
end

local function outline()
  vim.cmd('edit ' .. vim.fn.fnameescape(file))
  local buffer = vim.api.nvim_get_current_buf()
  local config = {
    name = 'communique',
    cmd = { vim.env.COMMUNIQUE_NODE, server, '--stdio' },
    root_dir = vim.fn.fnamemodify(file, ':h'),
    filetypes = { 'text' },
  }

  -- vim.lsp.start came with Neovim 0.8
  local id
  if vim.lsp.start then
    id = vim.lsp.start(config, { bufnr = buffer })
  else
    id = vim.lsp.start_client(config)
    vim.lsp.buf_attach_client(buffer, id)
  end
  assert(id, 'the client was not started')
  local attached = vim.wait(10000, function()
    local client = vim.lsp.get_client_by_id(id)
    -- 0.7 sets `initialized` itself, newer ones attach the buffer when the handshake is done
    return client ~= nil and client.initialized == true and vim.lsp.buf_is_attached(buffer, id)
  end, 20)
  assert(attached, 'the server was not attached within 10 s')

  local function ask(method, params)
    params = params or {}
    params.textDocument = vim.lsp.util.make_text_document_params(buffer)
    local answers, problem = vim.lsp.buf_request_sync(buffer, method, params, 10000)
    assert(answers and answers[id], method .. ': ' .. tostring(problem or 'no answer'))
    assert(not answers[id].error and not answers[id].err, vim.inspect(answers[id]))
    return answers[id].result
  end

  local before = ask('textDocument/documentSymbol')
  -- an edit is sent by Neovim as a change of a range
  local line = vim.fn.search('地域情勢')
  vim.api.nvim_buf_set_lines(buffer, line - 1, line, true, { '1.国際情勢' })
  local after = ask('textDocument/documentSymbol')
  local version = vim.version()
  return {
    version = version.major .. '.' .. version.minor .. '.' .. version.patch,
    before = before,
    after = after,
    folding = ask('textDocument/foldingRange'),
    hover = ask('textDocument/hover', { position = { line = 0, character = 3 } }),
  }
end

local ok, answer = pcall(outline)
finish(ok and answer or { error = tostring(answer) })
