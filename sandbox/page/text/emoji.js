/** Common emoji by the names that Slack gives them. */

const TABLE = `
thumbsup 👍  +1 👍  thumbsdown 👎  -1 👎  wave 👋  clap 👏  raised_hands 🙌  pray 🙏  muscle 💪
ok_hand 👌  point_right 👉  point_left 👈  point_up ☝️  point_down 👇  eyes 👀  brain 🧠  heart ❤️
blue_heart 💙  green_heart 💚  yellow_heart 💛  purple_heart 💜  broken_heart 💔  smile 😄  smiley 😃
grinning 😀  grin 😁  joy 😂  laughing 😆  sweat_smile 😅  blush 😊  slightly_smiling_face 🙂
upside_down_face 🙃  wink 😉  heart_eyes 😍  kissing_heart 😘  sunglasses 😎  thinking_face 🤔
thinking 🤔  neutral_face 😐  expressionless 😑  confused 😕  disappointed 😞  cry 😢  sob 😭  angry 😠
rage 😡  scream 😱  sleeping 😴  zzz 💤  exploding_head 🤯  partying_face 🥳  nerd_face 🤓
face_with_monocle 🧐  hugging_face 🤗  face_with_rolling_eyes 🙄  shrug 🤷  facepalm 🤦  robot_face 🤖
ghost 👻  skull 💀  poop 💩  tada 🎉  confetti_ball 🎊  balloon 🎈  gift 🎁  trophy 🏆  medal 🏅
first_place_medal 🥇  dart 🎯  rocket 🚀  fire 🔥  sparkles ✨  star ⭐  star2 🌟  zap ⚡  boom 💥  100 💯
bulb 💡  warning ⚠️  rotating_light 🚨  no_entry ⛔  no_entry_sign 🚫  x ❌  white_check_mark ✅
heavy_check_mark ✔️  ballot_box_with_check ☑️  question ❓  grey_question ❔  exclamation ❗
bangbang ‼️  information_source ℹ️  bell 🔔  no_bell 🔕  mute 🔇  loudspeaker 📢  mega 📣
speech_balloon 💬  thought_balloon 💭  left_speech_bubble 🗨️  book 📖  books 📚  notebook 📓
blue_book 📘  green_book 📗  orange_book 📙  closed_book 📕  bookmark 🔖  memo 📝  pencil 📝
pencil2 ✏️  page_facing_up 📄  clipboard 📋  pushpin 📌  round_pushpin 📍  paperclip 📎  link 🔗
file_folder 📁  open_file_folder 📂  calendar 📅  date 📅  spiral_calendar_pad 🗓️  alarm_clock ⏰
hourglass ⌛  hourglass_flowing_sand ⏳  stopwatch ⏱️  clock3 🕒  chart_with_upwards_trend 📈
chart_with_downwards_trend 📉  bar_chart 📊  mag 🔍  mag_right 🔎  key 🔑  lock 🔒  unlock 🔓
closed_lock_with_key 🔐  shield 🛡️  gear ⚙️  wrench 🔧  hammer 🔨  hammer_and_wrench 🛠️
nut_and_bolt 🔩  toolbox 🧰  test_tube 🧪  microscope 🔬  package 📦  inbox_tray 📥  outbox_tray 📤
computer 💻  desktop_computer 🖥️  keyboard ⌨️  floppy_disk 💾  cd 💿  satellite 🛰️  electric_plug 🔌
battery 🔋  bug 🐛  beetle 🐞  snail 🐌  turtle 🐢  rabbit 🐰  whale 🐳  penguin 🐧  unicorn_face 🦄
crab 🦀  elephant 🐘  snake 🐍  owl 🦉  seedling 🌱  herb 🌿  evergreen_tree 🌲  deciduous_tree 🌳
four_leaf_clover 🍀  sunny ☀️  partly_sunny ⛅  cloud ☁️  rainbow 🌈  snowflake ❄️  ocean 🌊
earth_africa 🌍  globe_with_meridians 🌐  coffee ☕  tea 🍵  pizza 🍕  cake 🍰  cookie 🍪  beers 🍻
champagne 🍾  apple 🍎  car 🚗  airplane ✈️  ship 🚢  construction 🚧  checkered_flag 🏁
triangular_flag_on_post 🚩  mortar_board 🎓  school 🏫  office 🏢  house 🏠  art 🎨  musical_note 🎵
headphones 🎧  video_game 🎮  game_die 🎲  jigsaw 🧩  puzzle_piece 🧩  crystal_ball 🔮  ladder 🪜
compass 🧭  world_map 🗺️  motorway 🛣️  footprints 👣  runner 🏃  walking 🚶  family 👪
busts_in_silhouette 👥  bust_in_silhouette 👤  teacher 🧑‍🏫  technologist 🧑‍💻  student 🧑‍🎓
red_circle 🔴  large_blue_circle 🔵  large_green_circle 🟢  large_yellow_circle 🟡
large_orange_circle 🟠  white_circle ⚪  black_circle ⚫  large_green_square 🟩
large_yellow_square 🟨  red_square 🟥  white_large_square ⬜  black_large_square ⬛
small_blue_diamond 🔹  small_orange_diamond 🔸  arrow_right ➡️  arrow_left ⬅️  arrow_up ⬆️
arrow_down ⬇️  arrow_upper_right ↗️  arrow_right_hook ↪️  leftwards_arrow_with_hook ↩️
arrows_counterclockwise 🔄  repeat 🔁  recycle ♻️  new 🆕  ok 🆗  up 🆙  free 🆓  one 1️⃣  two 2️⃣
three 3️⃣  four 4️⃣  five 5️⃣  six 6️⃣  seven 7️⃣  eight 8️⃣  nine 9️⃣  zero 0️⃣  keycap_ten 🔟
hash #️⃣  heavy_plus_sign ➕  heavy_minus_sign ➖  infinity ♾️  point_up_2 👆  hand ✋
raised_hand ✋  v ✌️  crossed_fingers 🤞  handshake 🤝  writing_hand ✍️  see_no_evil 🙈  snowman ⛄
spider_web 🕸️  card_index_dividers 🗂️  label 🏷️  scroll 📜  newspaper 📰  envelope ✉️  email 📧
phone ☎️  telephone_receiver 📞  bricks 🧱  scales ⚖️  balance_scale ⚖️  stethoscope 🩺
thermometer 🌡️  broom 🧹  wastebasket 🗑️  lightning ⚡  cyclone 🌀  dizzy 💫  milky_way 🌌  sunrise 🌅
mountain 🏔️  camping 🏕️  ticket 🎫  movie_camera 🎥  camera 📷  tv 📺  radio 📻  bow 🙇  salute 🫡
saluting_face 🫡
`;

/** name -> sign; no name of JavaScript's own is among them. */
export const EMOJI = Object.assign(
  Object.create(null),
  Object.fromEntries(
    TABLE.trim()
      .split(/\s{2,}|\n/)
      .map((pair) => pair.split(" ")),
  ),
);
