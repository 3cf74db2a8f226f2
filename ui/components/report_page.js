// The report as a sheet of paper: each sentence can be picked by mouse or keyboard. Text is set as text, never as markup.
const SIGNS = { blocker: "✕", warning: "△", note: "·" }
const MEANINGS = { blocker: "必须修改", warning: "请核对", note: "提示" }
const state = new WeakMap()

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const root = parentElement.querySelector(".frame")
  if (!root || !data) return
  const known = state.get(root) ?? { version: null, selected: "", jump: null }
  state.set(root, known)
  if (known.version !== data.version) {
    const scroll = root.scrollTop
    root.replaceChildren(sheet(data))
    root.scrollTop = scroll
    known.version = data.version
    mark(root, known.selected)
  }
  if (known.jump !== data.jump) {
    // The mark was set from outside; picks of this page are marked at once and never sent back.
    known.jump = data.jump
    known.selected = data.selected
    mark(root, data.selected)
    if (data.reveal) reveal(root, data.selected)
  }
  root.onclick = event => {
    const target = event.target.closest("[data-key]")
    if (target) pick(root, target, setTriggerValue)
  }
  root.onkeydown = event => onKey(root, event, setTriggerValue)
}

function pick(root, target, setTriggerValue) {
  mark(root, target.dataset.key)
  state.get(root).selected = target.dataset.key
  setTriggerValue("picked", target.dataset.key)
  document.querySelector(".st-key-sentence-panel")?.scrollTo(0, 0) // the next sentence's panel begins at its top
}

function onKey(root, event, setTriggerValue) {
  const target = event.target.closest("[data-key]")
  if (!target) return
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault()
    pick(root, target, setTriggerValue)
    return
  }
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key]
  if (!step) return
  event.preventDefault()
  const all = [...root.querySelectorAll("[data-key]")]
  const next = all[all.indexOf(target) + step]
  if (!next) return
  all.forEach(item => (item.tabIndex = -1))
  next.tabIndex = 0
  next.focus()
}

function mark(root, key) {
  const all = [...root.querySelectorAll("[data-key]")]
  let found = false
  all.forEach(item => {
    const now = item.dataset.key === key
    found = found || now
    item.classList.toggle("selected", now)
    item.setAttribute("aria-pressed", String(now))
    item.tabIndex = now ? 0 : -1
  })
  if (!found && all.length) all[0].tabIndex = 0 // one stop for the Tab key, arrows go on from there
}

function reveal(root, key) {
  const target = root.querySelector(`[data-key="${CSS.escape(key)}"]`)
  if (target) root.scrollTop = Math.max(0, target.offsetTop - root.clientHeight / 3)
}

function sheet(data) {
  const page = element("div", "sheet")
  for (const block of data.blocks) page.append(paragraph(block))
  return page
}

function paragraph(block) {
  const node = element(block.kind === "title" ? "h2" : "p", block.kind)
  if (block.text) {
    const lead = element("span", "lead")
    lead.textContent = block.text
    if (block.key) pickable(lead, block.key, "点一下可以修改")
    node.append(lead)
  }
  for (const sentence of block.sentences ?? []) node.append(span(sentence))
  return node
}

function span(sentence) {
  const node = element("span", `sentence ${sentence.kind}`)
  pickable(node, sentence.key, sentence.label)
  if (sentence.severity) {
    node.classList.add(sentence.severity)
    node.append(sign(SIGNS[sentence.severity], MEANINGS[sentence.severity]))
  }
  if (sentence.locked) node.append(sign("锁", "已锁定"))
  node.append(document.createTextNode(sentence.text))
  return node
}

function pickable(node, key, label) {
  node.dataset.key = key
  node.setAttribute("role", "button")
  node.title = label
}

function sign(text, label) {
  const node = element("sup", "sign")
  node.textContent = text
  node.setAttribute("aria-label", label)
  return node
}

function element(name, className) {
  const node = document.createElement(name)
  node.className = className
  return node
}
